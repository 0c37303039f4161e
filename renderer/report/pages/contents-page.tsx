/** Contents; page numbers stand in the document outline, which every PDF reader shows beside the pages. */
export function ContentsPage({
  sections,
}: {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}) {
  return (
    <nav className="contents" aria-label="Contents">
      <h1>Contents</h1>
      <ol>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
