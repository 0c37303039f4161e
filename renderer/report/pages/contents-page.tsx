import type { PlannedSection } from '../sections.js';

/** Contents; page numbers stand in the document outline, which every PDF reader shows beside the pages. */
export function ContentsPage({ sections }: { readonly sections: readonly PlannedSection[] }) {
  const annexes = sections.filter(({ isAnnex }) => isAnnex);
  return (
    <nav className="contents" aria-label="Contents">
      <h1>Contents</h1>
      <List sections={sections.filter(({ isAnnex }) => !isAnnex)} />
      {annexes.length > 0 && <p className="contents-annexes">Annexes</p>}
      <List sections={annexes} />
    </nav>
  );
}

function List({ sections }: { readonly sections: readonly PlannedSection[] }) {
  return (
    <ol>
      {sections.map(({ id, number, title }) => (
        <li key={id}>
          <a href={`#${id}`}>
            <span className="number">{number}</span> {title}
          </a>
        </li>
      ))}
    </ol>
  );
}
