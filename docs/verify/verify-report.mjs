#!/usr/bin/env node
// Checks a report or a disclosure of Exhibit without Exhibit: one file, nothing but Node's own modules (20 or newer). Read it
// before you trust it.
//
//   node verify-report.mjs report.pdf [--trust <SHA-256 of a certificate>] [--json]
//   node verify-report.mjs disclosure.tar [report.pdf] [--json]
//
// Answers are yes, no or cannot-tell. Exit code 0: no answer is no; 1: one is; 2: unusable arguments; 3: failure.
// Get this file with Exhibit's sources, not from whoever gave you the report. It says the same as `exhibit verify` of
// the same file, and shares no line with it, so that each can be held against the other.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (...parts) => sha256(...parts).toString('hex');

/** What a person is told where a file does not hold. */
class Fault extends Error {}
const demand = (condition, otherwise) => {
  if (!condition) throw new Fault(otherwise);
};

// ---- PDF (ISO 32000-1): objects by the cross-reference and by nothing else -------------------------------------------

const BLANK = /(?:[\0\t\n\f\r ]|%[^\n\r]*)*/y;
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]*/y;

/** Reads objects out of a string that holds one byte per character. */
class Syntax {
  constructor(text, at) {
    this.text = text;
    this.at = at;
  }
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    demand(found !== null, `there is something unexpected at byte ${this.at}`);
    this.at = pattern.lastIndex;
    return found;
  }
  blank() {
    this.take(BLANK);
    return this;
  }
  has(word) {
    return this.blank().text.startsWith(word, this.at);
  }
  skip(word) {
    demand(this.has(word), `"${word}" is missing at byte ${this.at}`);
    this.at += word.length;
    return this;
  }
  whole() {
    const word = this.blank().take(WORD)[0];
    demand(/^\d{1,15}$/.test(word), `a number is missing at byte ${this.at}`);
    return Number(word);
  }
  value(depth = 0) {
    demand(depth < 100, 'objects are nested too deeply');
    this.blank();
    const from = this.at;
    const [first, second] = this.text.slice(from, from + 2);
    if (first === '/') return { name: this.name() };
    if (first === '<' && second === '<') return this.dictionary(depth);
    if (first === '<') {
      const digits = this.take(/<([0-9a-fA-F\0\t\n\f\r ]*)>/y)[1].replaceAll(/[\0\t\n\f\r ]/g, '');
      return { bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), from, to: this.at };
    }
    if (first === '(') return { bytes: this.literal(), from, to: this.at };
    if (first === '[') {
      const items = [];
      for (this.at += 1; !this.has(']');) items.push(this.value(depth + 1));
      this.at += 1;
      return items;
    }
    const word = this.take(WORD)[0];
    if (word === 'true' || word === 'false' || word === 'null') return JSON.parse(word);
    demand(/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word), `there is no object at byte ${from}`);
    const reference = /\s+\d+\s+R(?!\w)/y;
    reference.lastIndex = this.at;
    if (!/^\d+$/.test(word) || !reference.test(this.text)) return Number(word);
    this.at = reference.lastIndex;
    return { ref: Number(word) };
  }
  name() {
    this.at += 1;
    return this.take(WORD)[0].replaceAll(/#([0-9a-fA-F]{2})/g, (_, code) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  dictionary(depth) {
    const entries = new Map();
    for (this.at += 2; !this.has('>>');) {
      demand(this.has('/'), `a dictionary has a key that is no name at byte ${this.at}`);
      const key = this.name();
      demand(!entries.has(key), `a dictionary has two entries ${key}`);
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return entries;
  }
  literal() {
    const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    let depth = 0;
    let text = '';
    do {
      const [piece] = this.take(/\\(?:[0-7]{1,3}|\r\n|[\s\S])|[\s\S]/y);
      if (piece === '(') depth += 1;
      if (piece === ')') depth -= 1;
      if (piece[0] !== '\\') text += piece;
      else if (/\d/.test(piece[1]))
        text += /[0-7]/.test(piece[1]) ? String.fromCharCode(Number.parseInt(piece.slice(1), 8) & 255) : piece[1];
      else if (!/[\r\n]/.test(piece[1])) text += ESCAPES[piece[1]] ?? piece[1];
    } while (depth > 0);
    return Buffer.from(text.slice(1, -1), 'latin1');
  }
}

class Pdf {
  constructor(bytes) {
    this.bytes = bytes;
    this.text = bytes.toString('latin1');
    demand(this.text.startsWith('%PDF-'), 'it does not begin as a PDF does');
    const end = this.text.lastIndexOf('startxref');
    demand(end >= Math.max(0, bytes.length - 1024), 'its end is missing');
    this.places = new Map();
    this.revisions = 0;
    for (let at = new Syntax(this.text, end + 9).whole(); typeof at === 'number';) {
      this.revisions += 1;
      demand(this.revisions <= 100, 'it has too many updates');
      const section = this.section(at);
      this.trailer ??= section;
      at = section.get('Prev');
    }
    this.catalog = this.get(this.trailer.get('Root'));
    demand(this.catalog instanceof Map, 'it has no catalog');
  }
  section(at) {
    const syntax = new Syntax(this.text, at);
    if (!syntax.has('xref')) return this.tableStream(at);
    for (syntax.skip('xref'); !syntax.has('trailer');) {
      const first = syntax.whole();
      for (let number = first, end = first + syntax.whole(); number < end; number += 1) {
        const place = syntax.whole();
        syntax.whole();
        const isUsed = syntax.has('n');
        syntax.skip(isUsed ? 'n' : 'f');
        if (isUsed) this.place(number, { at: place });
      }
    }
    const trailer = syntax.skip('trailer').value();
    demand(trailer instanceof Map, 'it has no trailer');
    if (typeof trailer.get('XRefStm') === 'number') this.tableStream(trailer.get('XRefStm'));
    return trailer;
  }
  tableStream(at) {
    const { value, stream } = this.objectAt(at, null);
    demand(stream !== undefined && value.get('Type')?.name === 'XRef', `there is no cross-reference at byte ${at}`);
    const widths = this.list(value.get('W')).map(Number);
    const size = widths.reduce((sum, width) => sum + width, 0);
    demand(
      widths.length === 3 && size > 0 && widths.every((width) => width >= 0 && width <= 6),
      'a cross-reference is damaged',
    );
    const listed = this.list(value.get('Index')).map(Number);
    const ranges = listed.length > 0 ? listed : [0, Number(value.get('Size') ?? 0)];
    let from = 0;
    const number = (width, otherwise) => {
      const found = width === 0 ? otherwise : stream.readUIntBE(from, width);
      from += width;
      return found;
    };
    for (let index = 0; index + 1 < ranges.length; index += 2) {
      const [first, count] = ranges.slice(index);
      demand(from + count * size <= stream.length, 'a cross-reference is cut off');
      for (let one = first; one < first + count; one += 1) {
        const [type, second, third] = [number(widths[0], 1), number(widths[1], 0), number(widths[2], 0)];
        if (type === 1) this.place(one, { at: second });
        if (type === 2) this.place(one, { at: third, within: second });
      }
    }
    return value;
  }
  place(number, place) {
    if (!this.places.has(number)) this.places.set(number, place);
  }
  /** A value, or the object it refers to; with its content where that is a stream. */
  object(value) {
    if (typeof value?.ref !== 'number') return { value: value ?? null };
    const place = this.places.get(value.ref);
    if (place === undefined) return { value: null };
    if (place.within === undefined) return this.objectAt(place.at, value.ref);
    return { value: this.packed(place.within)[place.at] ?? null };
  }
  get(value) {
    return this.object(value).value;
  }
  list(value) {
    const found = this.get(value);
    return Array.isArray(found) ? found : [];
  }
  dict(value) {
    const found = this.get(value);
    return found instanceof Map ? found : undefined;
  }
  objectAt(at, number) {
    const syntax = new Syntax(this.text, at);
    const found = syntax.whole();
    demand(number === null || found === number, `object ${number} is not where the file says`);
    syntax.whole();
    const value = syntax.skip('obj').value();
    if (!(value instanceof Map) || !syntax.has('stream')) return { value };
    syntax.skip('stream');
    const from = syntax.at + (this.text[syntax.at] === '\r' ? 2 : 1);
    const length = this.get(value.get('Length'));
    demand(typeof length === 'number' && from + length <= this.bytes.length, `object ${found} is cut off`);
    return { value, stream: this.unpacked(value, this.bytes.subarray(from, from + length), found) };
  }
  unpacked(dictionary, bytes, number) {
    const only = (value) => {
      const found = this.get(value);
      if (!Array.isArray(found)) return found;
      demand(found.length <= 1, 'a stream is packed twice');
      return this.get(found[0]);
    };
    const filter = only(dictionary.get('Filter'))?.name;
    if (filter === undefined) return bytes;
    demand(filter === 'FlateDecode', `object ${number} is packed by ${filter}`);
    let out;
    try {
      out = inflateSync(bytes, { maxOutputLength: 2 ** 31 });
    } catch {
      throw new Fault(`object ${number} cannot be unpacked`);
    }
    const parameters = only(dictionary.get('DecodeParms'));
    const predictor = parameters instanceof Map ? (parameters.get('Predictor') ?? 1) : 1;
    return predictor < 10 ? out : unpredicted(out, parameters.get('Columns') ?? 1);
  }
  packed(number) {
    this.streams ??= new Map();
    const known = this.streams.get(number);
    if (known !== undefined) return known;
    const place = this.places.get(number);
    demand(place !== undefined && place.within === undefined, `object stream ${number} is missing`);
    const { value, stream } = this.objectAt(place.at, number);
    demand(stream !== undefined, `object stream ${number} is missing`);
    const text = stream.toString('latin1');
    const head = new Syntax(text, 0);
    const offsets = Array.from({ length: Number(value.get('N')) }, () => [head.whole(), head.whole()][1]);
    const values = offsets.map((offset) => new Syntax(text, value.get('First') + offset).value());
    this.streams.set(number, values);
    return values;
  }
  string(value) {
    const { bytes } = this.get(value) ?? {};
    if (bytes === undefined) return undefined;
    const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0;
    return isUtf16 ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1');
  }
  /** A tree may name itself many times over. */
  countNode() {
    this.nodes = (this.nodes ?? 0) + 1;
    demand(this.nodes <= 10_000, 'it has too many attachments or fields');
  }
  attachments() {
    const leaves = (node, depth) => {
      demand(depth < 20, 'a name tree is nested too deeply');
      this.countNode();
      if (node === undefined) return [];
      const own = this.list(node.get('Names')).filter((_, index) => index % 2 === 1);
      return [...own, ...this.list(node.get('Kids')).flatMap((kid) => leaves(this.dict(kid), depth + 1))];
    };
    return leaves(this.dict(this.dict(this.catalog.get('Names'))?.get('EmbeddedFiles')), 0).map((leaf) => {
      const file = this.dict(leaf);
      const name = this.string(file?.get('UF')) ?? this.string(file?.get('F'));
      const bytes = this.object(this.dict(file?.get('EF'))?.get('F')).stream;
      demand(name !== undefined && bytes !== undefined, 'an attachment has no name or no content');
      return { name, bytes };
    });
  }
  signatures() {
    const fields = (value, depth) => {
      demand(depth < 20, 'fields are nested too deeply');
      return this.list(value).flatMap((item) => {
        this.countNode();
        const field = this.dict(item);
        return field === undefined ? [] : [field, ...fields(field.get('Kids'), depth + 1)];
      });
    };
    return fields(this.dict(this.catalog.get('AcroForm'))?.get('Fields'), 0)
      .filter((field) => field.get('FT')?.name === 'Sig' && this.dict(field.get('V')) !== undefined)
      .map((field) => this.dict(field.get('V')));
  }
}

function unpredicted(bytes, columns) {
  const out = Buffer.alloc(Math.floor(bytes.length / (columns + 1)) * columns);
  for (let at = 0; at < out.length; at += 1) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const type = bytes[row * (columns + 1)];
    demand(type <= 2, 'a predictor is not known here');
    const left = column > 0 ? out[at - 1] : 0;
    const above = row > 0 ? out[at - columns] : 0;
    out[at] = bytes[row * (columns + 1) + 1 + column] + (type === 1 ? left : type === 2 ? above : 0);
  }
  return out;
}

// ---- DER and CMS (X.690, RFC 5652): exactly the signature that Exhibit writes, and no other ---------------------------

/** The value that stands at a place: its tag, its content, all of its bytes. */
function valueAt(bytes, at) {
  const [tag, first] = bytes.subarray(at);
  demand(first !== undefined && (tag & 31) !== 31, 'a value is cut off');
  const count = first < 128 ? 0 : first - 128;
  demand(count <= 4 && first !== 128 && at + 2 + count <= bytes.length, 'a length is not definite');
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count);
  demand(count === 0 || (length >= 128 && bytes[at + 2] !== 0), 'a length is not written the shortest way');
  const from = at + 2 + count;
  demand(from + length <= bytes.length, 'a value is cut off');
  return { tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) };
}

/** The values inside a value. */
function inside(value, tag) {
  demand(value?.tag === tag, 'a value is missing');
  const values = [];
  for (let at = 0; at < value.content.length; at += values.at(-1).whole.length) values.push(valueAt(value.content, at));
  return values;
}

function put(tag, ...parts) {
  const content = Buffer.concat(parts);
  const size = content.length.toString(16);
  const length = Buffer.from(size.length % 2 ? `0${size}` : size, 'hex');
  return Buffer.concat([
    Buffer.from(content.length < 128 ? [tag, content.length] : [tag, 128 + length.length, ...length]),
    content,
  ]);
}
const SEQUENCE = 0x30;
const SET = 0x31;
const OCTETS = 0x04;
const CONTEXT = 0xa0;
const sorted = (tag, values) => put(tag, ...values.toSorted(Buffer.compare));
const oid = (digits) => Buffer.from(digits, 'hex');
const OID = {
  data: oid('06092a864886f70d010701'),
  signedData: oid('06092a864886f70d010702'),
  contentType: oid('06092a864886f70d010903'),
  messageDigest: oid('06092a864886f70d010904'),
  signingCertificate: oid('060b2a864886f70d010910022f'),
  sha256: oid('0609608648016503040201'),
};
const ALGORITHM = { rsa: oid('300d06092a864886f70d01010b0500'), ec: oid('300a06082a8648ce3d040302') };
const HALF_ORDER = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n / 2n,
  secp521r1:
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n /
    2n,
};

/** What a signature consists of. Everything else in it is fixed. */
function partsOf(value) {
  const [, wrapped] = inside(value, SEQUENCE);
  const [, , , carried, infos] = inside(inside(wrapped, CONTEXT)[0], SEQUENCE);
  const certificates = inside(carried, CONTEXT).map(({ whole }) => whole);
  const info = inside(inside(infos, SET)[0], SEQUENCE);
  const attributes = inside(info[3], CONTEXT).map((one) => inside(one, SEQUENCE));
  const attribute = (type) => inside(attributes.find(([name]) => name.whole.equals(type))?.[1], SET)[0];
  const [named] = inside(inside(attribute(OID.signingCertificate), SEQUENCE)[0], SEQUENCE);
  const [signerHash] = inside(named, SEQUENCE);
  const signer = certificates.find((one) => sha256(one).equals(signerHash.content));
  demand(signer !== undefined, 'the certificate that it names is not there');
  const others = certificates.filter((one) => one !== signer);
  return { signer, others, digest: attribute(OID.messageDigest).content, signature: info[5].content };
}

/** The attributes under the signature: what is signed is this SET. */
function attributesOf({ signer, others, digest }) {
  const attribute = (type, value) => put(SEQUENCE, type, put(SET, value));
  const named = [signer, ...others.toSorted(Buffer.compare)].map((one) => put(SEQUENCE, put(OCTETS, sha256(one))));
  return sorted(SET, [
    attribute(OID.contentType, OID.data),
    attribute(OID.messageDigest, put(OCTETS, digest)),
    attribute(OID.signingCertificate, put(SEQUENCE, put(SEQUENCE, ...named))),
  ]);
}

/** The one way to write a signature of these parts. */
function written(parts, kind) {
  const fields = inside(inside(valueAt(parts.signer, 0), SEQUENCE)[0], SEQUENCE);
  const [serial, , issuer] = fields[0].tag === CONTEXT ? fields.slice(1) : fields;
  const one = Buffer.of(2, 1, 1);
  const info = put(
    SEQUENCE,
    one,
    put(SEQUENCE, issuer.whole, serial.whole),
    put(SEQUENCE, OID.sha256),
    put(CONTEXT, valueAt(attributesOf(parts), 0).content),
    ALGORITHM[kind],
    put(OCTETS, parts.signature),
  );
  const certificates = sorted(CONTEXT, [parts.signer, ...parts.others]);
  const algorithms = put(SET, put(SEQUENCE, OID.sha256));
  const data = put(SEQUENCE, one, algorithms, put(SEQUENCE, OID.data), certificates, put(SET, info));
  return put(SEQUENCE, OID.signedData, put(CONTEXT, data));
}

/** RSA of PKCS#1 v1.5, or ECDSA with the smaller of the two values that verify. */
function holds(parts, certificate, kind) {
  if (!verify('sha256', attributesOf(parts), certificate.publicKey, parts.signature)) return false;
  if (kind === 'rsa') return true;
  const [, s] = inside(valueAt(parts.signature, 0), SEQUENCE);
  return BigInt(`0x${s.content.toString('hex')}`) <= HALF_ORDER[certificate.publicKey.asymmetricKeyDetails.namedCurve];
}

// ---- The signature of a file ------------------------------------------------------------------------------------------

/** Null where the file carries none. Throws `Fault` where it does not hold. */
function signatureOf(pdf) {
  const { bytes, text } = pdf;
  const [found, ...more] = pdf.signatures();
  demand(found !== undefined || !text.includes('/ByteRange'), 'It carries a signature, but no field that leads to it.');
  if (found === undefined) return null;
  demand(more.length === 0, `It carries ${more.length + 1} signatures; Exhibit writes one.`);
  const contents = found.get('Contents');
  const range = pdf.list(found.get('ByteRange'));
  demand(contents?.bytes !== undefined, 'Its signature has no value.');
  demand(
    range.length === 4 && range[0] === 0 && range[1] === contents.from && range[2] === contents.to,
    'What is signed is not everything but the value of the signature itself.',
  );
  const behind = bytes.length - range[2] - range[3];
  demand(behind <= 0, `${behind} bytes follow what is signed: something was added after signing.`);
  demand(behind === 0, `The last ${-behind} bytes of what is signed are missing.`);
  demand(pdf.revisions === 1, 'It was changed by an update inside what is signed; Exhibit writes a file once.');
  const digits = text.slice(contents.from + 1, contents.to - 1);
  demand(/^(?:[0-9a-f]{2})+$/.test(digits), 'The value of its signature is not written the way Exhibit writes it.');
  const value = Buffer.from(digits, 'hex');
  const first = valueAt(value, 0);
  demand(
    !/[^0]/.test(digits.slice(first.whole.length * 2)),
    'The padding behind the value of its signature is not empty.',
  );
  const parts = partsOf(first);
  const certificate = new X509Certificate(parts.signer);
  const kind = certificate.publicKey.asymmetricKeyType;
  demand(
    kind === 'rsa' || (kind === 'ec' && certificate.publicKey.asymmetricKeyDetails.namedCurve in HALF_ORDER),
    'Its key is neither RSA nor on a curve of NIST.',
  );
  demand(first.whole.equals(written(parts, kind)), 'Its signature holds more, or other things, than Exhibit writes.');
  demand(
    sha256(bytes.subarray(0, contents.from), bytes.subarray(contents.to)).equals(parts.digest),
    'Its bytes are not those that were signed.',
  );
  demand(holds(parts, certificate, kind), 'Its signature was not made with the key of its certificate.');
  const others = parts.others.map((one) => new X509Certificate(one));
  return { certificate, others, time: pdf.string(found.get('M')) ?? '' };
}

// ---- Answers ------------------------------------------------------------------------------------------------------------

const QUESTIONS = {
  unchanged: 'Is the file unchanged since it was signed?',
  key: 'Does the file say which key signed it, without contradiction?',
  known: 'Is the key known to you?',
  time: 'Was it signed when it says?',
  attachments: 'Are the attachments those that the manifest names?',
  records: 'Do the attached records have the hashes that the report cites?',
  journal: "Does the attached proof of the case's journal hold?",
  'disclosure-files': 'Are the files of the disclosure those that its list names?',
  'disclosure-journal': 'Does every line of the journal in the disclosure follow from the one before?',
  'disclosure-report': 'Does its journal contain the state that the report rests on?',
};
const yes = (id, because) => ({ id, question: QUESTIONS[id], answer: 'yes', because });
const no = (id, because) => ({ id, question: QUESTIONS[id], answer: 'no', because });
const cannotTell = (id, because) => ({ id, question: QUESTIONS[id], answer: 'cannot-tell', because });

/** Fingerprint of the key that every Exhibit has, to sign reports of the demonstration. */
const DEMONSTRATION = 'c35dd0f4586219d6c1cb3978556805d7b13db01536f2349bd6b9436ede9e08d2';

const fingerprint = (certificate) => hex(certificate.raw);

function isKnown({ certificate, others }, trusted) {
  const reached = [certificate];
  for (const one of reached) {
    if (trusted.includes(fingerprint(one))) return true;
    const above = others.filter((issuer) => issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey));
    reached.push(...above.filter((issuer) => !reached.includes(issuer)));
  }
  return false;
}

function signatureAnswers(signature, manifest, trusted) {
  const known = (answer) => (trusted.length > 0 ? [answer] : []);
  if (signature instanceof Fault)
    return [
      no('unchanged', signature.message),
      cannotTell('key', 'Its signature does not hold, so its certificate stands for nothing.'),
      ...known(no('known', 'Its signature does not hold.')),
    ];
  const named = manifest?.signer?.sha256 ?? null;
  if (signature === null)
    return [
      named === null
        ? cannotTell('unchanged', 'It carries no signature. Its SHA-256, written down when it was made, would tell.')
        : no(
            'unchanged',
            `It carries no signature, and says itself that ${named} signs it: the signature was removed.`,
          ),
      ...known(no('known', 'It carries no signature.')),
    ];
  const own = fingerprint(signature.certificate);
  const says = `Certificate ${own}, ${signature.certificate.subject.replaceAll('\n', ', ')}: as somebody typed it.`;
  const isDemonstration = manifest?.case?.kind === 'demonstration';
  return [
    yes('unchanged', 'The signature covers every byte of the file but its own value, and holds.'),
    (own === DEMONSTRATION) !== isDemonstration
      ? no('key', `The key of the demonstration signs the demonstration, and nothing else. ${says}`)
      : manifest !== null && named !== own
        ? no('key', `It says itself that another key signs it (${named ?? 'none'}). ${says}`)
        : yes('key', isDemonstration ? `${says} It is the key of the demonstration: everybody has it.` : says),
    trusted.length === 0
      ? cannotTell(
          'known',
          'The fingerprint, got from the examiner in another way than with this file, would tell: --trust.',
        )
      : isKnown(signature, trusted)
        ? yes('known', 'Its certificate is the one you trust, or was issued by it.')
        : no('known', 'Its certificate is not the one you trust, nor issued by it.'),
    cannotTell('time', `It says ${signature.time}: the clock of the machine that signed, which anybody can set.`),
  ];
}

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Lines of an attachment as JSON. */
const linesOf = (attachments, name) => {
  const found = attachments.find((one) => one.name === name);
  demand(found !== undefined, `${name} is missing.`);
  return found.bytes.toString('utf8').replace(/\n$/, '').split('\n').map(parsed);
};

function checkAttachments(manifest, attachments) {
  const rest = attachments.filter(({ name }) => name !== 'manifest.json');
  demand(new Set(attachments.map(({ name }) => name)).size === attachments.length, 'One is attached twice.');
  for (const { name } of manifest.attachments)
    demand(
      rest.some((one) => one.name === name),
      `${name} is missing.`,
    );
  for (const { name, bytes } of rest) {
    const stated = manifest.attachments.find((one) => one.name === name);
    demand(stated !== undefined, `${name} is attached, but the manifest does not name it.`);
    demand(stated.sha256 === hex(bytes) && stated.bytes === bytes.length, `${name} is not what the manifest says.`);
  }
  return yes('attachments', `All ${rest.length} have the SHA-256 and size that manifest.json states.`);
}

function checkRecords(manifest, attachments) {
  const lines = linesOf(attachments, 'cited-records.ndjson');
  const cited = new Map(manifest.records.map(({ mark, sha256: hash }) => [mark, hash]));
  const marks = new Set(lines.map((line) => line?.mark));
  demand(
    lines.length === manifest.records.length && marks.size === cited.size,
    `The attachment holds ${lines.length} records, the manifest cites ${manifest.records.length}.`,
  );
  let unseen = 0;
  for (const line of lines) {
    demand(
      typeof line?.mark === 'string' && cited.get(line.mark) === line.recordSha256,
      `${line?.mark} is not what the manifest cites.`,
    );
    // What is cut, masked, or no UTF-8, cannot be hashed from its text.
    const isHashed = typeof line.raw === 'string' && line.rawCut !== true && line.rawMasked !== true;
    if (!isHashed || line.raw.includes('\uFFFD')) unseen += 1;
    else demand(hex(line.raw) === line.recordSha256, `The text of ${line.mark} does not have the hash that is cited.`);
  }
  return unseen > 0
    ? cannotTell(
        'records',
        `${unseen} of ${lines.length} are cut, hold a masked secret or are no UTF-8 text. The evidence would tell.`,
      )
    : yes('records', `All ${lines.length} have the SHA-256 that is cited, computed from their text.`);
}

function checkJournal(manifest, attachments) {
  const lines = linesOf(attachments, 'journal-proof.ndjson');
  let previous = '0'.repeat(64);
  const received = new Map();
  for (const [index, line] of lines.entries()) {
    demand(
      line?.hash === hex(`${previous}${line?.bodyHash}`),
      `Line ${index + 1} does not follow from the line before.`,
    );
    previous = line.hash;
    if (typeof line.bodyText !== 'string') continue;
    demand(hex(line.bodyText) === line.bodyHash, `The act of line ${index + 1} is not the one that was journalled.`);
    const act = parsed(line.bodyText)?.act;
    demand(
      index > 0 || act?.meta?.id === manifest.case.id,
      'It is the journal of another case than the manifest names.',
    );
    if (act?.type === 'exhibit-received') received.set(act.receipt?.number, act.receipt?.sha256);
  }
  const { length, head } = manifest.journal;
  demand(
    lines.length === length && previous === head,
    `It ends at line ${lines.length}, and not in the state that the manifest names (line ${length}, ${head}).`,
  );
  for (const { number, sha256: hash } of manifest.exhibits)
    demand(
      received.get(number) === hash,
      `It does not state the receipt of exhibit ${number} with the hash of the manifest.`,
    );
  return yes('journal', `All ${length} lines follow from one another up to the head ${head}.`);
}

const CONTENT = { attachments: checkAttachments, records: checkRecords, journal: checkJournal };

function contentAnswers(manifest, attachments) {
  return Object.entries(CONTENT).map(([id, check]) => {
    if (manifest === null) return cannotTell(id, 'It carries no manifest.json of a report of Exhibit.');
    try {
      return check(manifest, attachments);
    } catch (error) {
      return no(id, error instanceof Fault ? error.message : 'What it states of them cannot be read.');
    }
  });
}

/** Checks a report. Throws for nothing that a file may hold. */
export function verifyReport(bytes, trusted = []) {
  try {
    const pdf = new Pdf(bytes);
    const signature = attempt(() => signatureOf(pdf));
    const attachments = pdf.attachments();
    const found = parsed(attachments.find(({ name }) => name === 'manifest.json')?.bytes.toString('utf8') ?? '');
    const manifest = found?.format === 'exhibit-report-manifest/1' ? found : null;
    return [...signatureAnswers(signature, manifest, trusted), ...contentAnswers(manifest, attachments)];
  } catch (error) {
    const because = `It is no PDF as Exhibit writes it, or damaged: ${error.message}.`;
    return [no('unchanged', because), ...Object.keys(CONTENT).map((id) => cannotTell(id, because))];
  }
}

// ---- A disclosure: a tar of plain files -------------------------------------------------------------------------------

/** Contents by name. Throws `Fault` where it is no tar as Exhibit writes it. */
function filesOf(bytes) {
  const files = new Map();
  const field = (block, from, to) => block.toString('latin1', from, to).replace(/\0.*$/s, '');
  let at = 0;
  for (;;) {
    const block = bytes.subarray(at, at + 512);
    demand(block.length === 512, 'it ends before its end');
    if (block.every((byte) => byte === 0)) break;
    const name = field(block, 0, 100);
    const size = Number.parseInt(field(block, 124, 136), 8);
    const sum = block.reduce((all, byte, index) => all + (index >= 148 && index < 156 ? 32 : byte), 0);
    demand(Number.parseInt(field(block, 148, 156), 8) === sum, 'one of its headers is damaged');
    // Nothing but the name and the size varies: no owner, no time, no link.
    const rest = [block.subarray(100, 124), block.subarray(136, 148), block.subarray(156)];
    demand(hex(...rest) === PLAIN && /^[\w.-]+$/.test(name), 'it holds something else than plain files');
    demand(!files.has(name), `it holds ${name} twice`);
    const end = at + 512 + size;
    demand(end + ((512 - (size % 512)) % 512) <= bytes.length, 'it ends before its end');
    files.set(name, bytes.subarray(at + 512, end));
    at = end + ((512 - (size % 512)) % 512);
    demand(!bytes.subarray(end, at).some((byte) => byte !== 0), 'something stands between two of its files');
  }
  demand(bytes.length === at + 1024 && !bytes.subarray(at).some((byte) => byte !== 0), 'something stands at its end');
  return files;
}
const PLAIN = hex(
  '0000444\x000000000\x000000000\x00',
  '00000000000\0',
  `0${'\0'.repeat(100)}ustar\x0000${'\0'.repeat(247)}`,
);

function checkSums(files) {
  const listed = new Map();
  for (const line of String(files.get('SHA256SUMS')).replace(/\n$/, '').split('\n')) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    demand(name !== undefined && !listed.has(name), 'Its list of hashes cannot be read.');
    listed.set(name, sum);
  }
  demand(listed.size === files.size - 1, 'Its list of hashes names more or fewer files than it holds.');
  for (const [name, sum] of listed)
    demand(files.has(name) && hex(files.get(name)) === sum, `${name} is not what its list of hashes says.`);
  return yes('disclosure-files', `All ${listed.size} files have the SHA-256 that SHA256SUMS states.`);
}

/** Hashes of the lines as far as they hold, how many of them are given in full, and why the next one does not hold. */
function disclosedJournal(files) {
  const hashes = [];
  let shown = 0;
  const lines = String(files.get('journal.ndjson')).split('\n');
  const fault = attempt(() => {
    demand(lines.pop() === '', 'Its last line has no end.');
    for (const line of lines) {
      const parts = /^\{"hash":"([0-9a-f]{64})","bodyHash":"([0-9a-f]{64})"(?:,"body":(.+))?\}$/s.exec(line);
      const [, hash, bodyHash, body] = parts ?? [];
      const which = `line ${hashes.length + 1}`;
      demand(body === undefined || hex(body) === bodyHash, `The act of ${which} is not the one that was journalled.`);
      demand(
        hash === hex(`${hashes.at(-1) ?? '0'.repeat(64)}${bodyHash}`),
        `${which} does not follow from the one before.`,
      );
      if (body !== undefined) shown += 1;
      hashes.push(hash);
    }
    return null;
  });
  return { hashes, shown, fault };
}

function disclosedJournalAnswer(files, { hashes, shown, fault }) {
  if (fault !== null) return no('disclosure-journal', fault.message);
  const { length, head } = parsed(String(files.get('disclosure.json')))?.journal ?? {};
  if (hashes.length !== length || hashes.at(-1) !== head)
    return no('disclosure-journal', `It ends at line ${hashes.length}, and not where disclosure.json says.`);
  const how = `${shown} are given in full, the others as their hash alone`;
  return yes('disclosure-journal', `All ${length} lines follow from one another up to the head ${head}; ${how}.`);
}

/** The journal of a disclosure against the one that a report attaches. */
function disclosedReportAnswer({ hashes }, report) {
  const id = 'disclosure-report';
  const found = attempt(() => {
    const attachments = new Pdf(report).attachments();
    const named = parsed(attachments.find(({ name }) => name === 'manifest.json')?.bytes.toString('utf8') ?? '');
    return { journal: named.journal, proof: linesOf(attachments, 'journal-proof.ndjson') };
  });
  if (found instanceof Fault) return cannotTell(id, 'What the report claims cannot be read.');
  const { journal, proof } = found;
  const parting = hashes.findIndex((hash, index) => index < proof.length && hash !== proof[index]?.hash);
  if (parting >= 0) return no(id, `From line ${parting + 1} on, it is not the journal that the report attaches.`);
  if (hashes[journal.length - 1] !== journal.head)
    return no(id, `It ends at line ${hashes.length}, and the report rests on line ${journal.length}.`);
  return yes(id, `Line ${journal.length} has the hash ${journal.head} that the report states.`);
}

/** Checks a disclosure, against a report unless that is null. Throws for nothing that the files may hold. */
export function verifyDisclosure(bytes, report = null) {
  const files = attempt(() => filesOf(bytes));
  if (files instanceof Fault) {
    const because = `It is no disclosure as Exhibit writes it, or damaged: ${files.message}.`;
    const others = ['disclosure-journal', ...(report === null ? [] : ['disclosure-report'])];
    return [no('disclosure-files', because), ...others.map((id) => cannotTell(id, because))];
  }
  const sums = attempt(() => checkSums(files));
  const journal = disclosedJournal(files);
  return [
    sums instanceof Fault ? no('disclosure-files', sums.message) : sums,
    disclosedJournalAnswer(files, journal),
    ...(report === null ? [] : [disclosedReportAnswer(journal, report)]),
  ];
}

/** What a function gives, or why it gives nothing. */
function attempt(ask) {
  try {
    return ask();
  } catch (error) {
    return error instanceof Fault ? error : new Fault(`It cannot be read: ${error.message}.`);
  }
}

/** Text of a file made harmless for a terminal. */
const shown = (text) =>
  text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (one) => `<U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );

function main(typed) {
  const asJson = typed.includes('--json');
  const rest = typed.filter((one) => one !== '--json');
  const trusted = [];
  for (let at = rest.indexOf('--trust'); at >= 0; at = rest.indexOf('--trust')) {
    const [, given = ''] = rest.splice(at, 2);
    trusted.push(given.replaceAll(/[:\s]/g, '').toLowerCase());
  }
  const [path, reportPath = null, ...more] = rest;
  const isOdd = path === undefined || more.length > 0 || rest.some((one) => one.startsWith('-'));
  if (isOdd || trusted.some((one) => !/^[0-9a-f]{64}$/.test(one))) {
    console.error('usage: node verify-report.mjs report.pdf [--trust <SHA-256 of a certificate>] [--json]');
    console.error('       node verify-report.mjs disclosure.tar [report.pdf] [--json]');
    return 2;
  }
  const bytes = readFileSync(path);
  const report = reportPath === null ? null : readFileSync(reportPath);
  const isDisclosure = bytes.toString('latin1', 257, 262) === 'ustar';
  const answers = isDisclosure
    ? [...verifyDisclosure(bytes, report), ...(report === null ? [] : verifyReport(report, trusted))]
    : verifyReport(bytes, trusted);
  if (asJson) console.log(JSON.stringify({ sha256: hex(bytes), answers }, null, 2));
  else {
    console.log(`SHA-256 ${hex(bytes)}, ${bytes.length} bytes`);
    for (const { answer, question, because } of answers)
      console.log(`${answer.padEnd(13)}${question}\n             ${shown(because)}`);
  }
  return answers.some(({ answer }) => answer === 'no') ? 1 : 0;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(shown(error.message));
    process.exitCode = 3;
  }
}
