import { useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import type { ReportModel } from './model.js';
import { RecordsPartDocument } from './pages/records-part-document.js';
import { ReportDocument } from './pages/report-document.js';
import { recordParts } from './record-parts.js';
import previewStyle from './preview.css?inline';
import reportStyle from './report.css?inline';

/**
 * The report as it is printed, inside a window: the same elements and the same style, shut off from the window's own style in
 * a shadow tree.
 */
export function ReportPreview({ model }: { readonly model: ReportModel }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const [tree, setTree] = useState<ShadowRoot | null>(null);
  useLayoutEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [reportStyle, previewStyle].map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    setTree(root);
  }, []);
  const pages = (
    <>
      <ReportDocument model={model} />
      {recordParts(model).map((part) => (
        <RecordsPartDocument key={part.id} part={part} />
      ))}
    </>
  );
  return <div ref={host}>{tree !== null && createPortal(pages, tree)}</div>;
}
