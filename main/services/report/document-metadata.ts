/** What the PDF says of itself: in its Info dictionary and, the same, as XMP (ISO 16684-1). */
export interface DocumentMetadata {
  readonly title: string;
  readonly subject: string;
  readonly creator: string;
  readonly producer: string;
  /** Whole seconds: neither place keeps more. */
  readonly date: Date;
}

/** Text that both places can hold: characters that XML does not allow become U+FFFD. */
export function metadataText(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD');
}

/** The XMP packet. */
export function xmpPacket({ title, subject, creator, producer, date }: DocumentMetadata, language: string): string {
  const time = date.toISOString().replace(/\.\d+Z$/, 'Z');
  const languageText = (text: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt>`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>${languageText(title)}</dc:title>
<dc:description>${languageText(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>${escape(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${escape(creator)}</xmp:CreatorTool>
<xmp:CreateDate>${time}</xmp:CreateDate>
<xmp:ModifyDate>${time}</xmp:ModifyDate>
<xmp:MetadataDate>${time}</xmp:MetadataDate>
<pdf:Producer>${escape(producer)}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
