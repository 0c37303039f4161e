/** Width of the lanes' scroll bar in CSS pixels; none where the host hides scroll bars. Everything above the lanes leaves as much room. */
export function measureScrollBar(): number {
  const probe = document.createElement('div');
  probe.className = 'lanes lanes-probe';
  document.body.append(probe);
  const width = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return width;
}
