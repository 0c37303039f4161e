/** A hash in groups of eight digits that may wrap between groups; copied text has no blanks. */
export function Hash({ value }: { readonly value: string }) {
  return (
    <code className="hash">
      {(value.match(/.{1,8}/g) ?? []).map((group, index) => (
        <span key={`${index}`}>
          {group}
          <wbr />
        </span>
      ))}
    </code>
  );
}
