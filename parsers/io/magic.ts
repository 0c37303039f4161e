import { bytesToHex } from '@noble/hashes/utils.js';
import { criuImage, isReadCriuImage } from './criu.js';

/** Kinds of files that are known by their first bytes and not read: they are named, so that the examiner knows what to do. */
interface Magic {
  readonly offset: number;
  readonly bytes: string;
  readonly name: string;
}

const MAGICS: readonly Magic[] = [
  { offset: 0, bytes: '377abcaf271c', name: '7-Zip archive: unpack it and add the result as an exhibit' },
  { offset: 0, bytes: '526172211a07', name: 'RAR archive: unpack it and add the result as an exhibit' },
  { offset: 0, bytes: '04224d18', name: 'LZ4 compressed data: unpack it and add the result as an exhibit' },
  { offset: 0, bytes: 'd4c3b2a1', name: 'packet capture (pcap)' },
  { offset: 0, bytes: 'a1b2c3d4', name: 'packet capture (pcap)' },
  { offset: 0, bytes: '4d3cb2a1', name: 'packet capture (pcap with nanoseconds)' },
  { offset: 0, bytes: '0a0d0d0a', name: 'packet capture (pcapng)' },
  { offset: 0, bytes: '456c6646696c65', name: 'Windows event log (EVTX)' },
  { offset: 0, bytes: '53514c69746520666f726d61742033', name: 'SQLite database' },
  {
    offset: 0,
    bytes: '4c504b5348485248',
    name: 'systemd journal: export it with journalctl -o json and add the result as an exhibit',
  },
  { offset: 16, bytes: 'edda0ced', name: 'BoltDB database (containerd, etcd, Docker)' },
  { offset: 0, bytes: '7f454c46', name: 'program or core dump (ELF)' },
  { offset: 0, bytes: '0061736d', name: 'WebAssembly program' },
  { offset: 0, bytes: '50415231', name: 'Parquet table: convert it to JSON or CSV and add the result as an exhibit' },
  { offset: 0, bytes: '4f626a01', name: 'Avro table: convert it to JSON and add the result as an exhibit' },
  { offset: 0, bytes: '68737173', name: 'squashfs file system: unpack it and add the result as an exhibit' },
  { offset: 1080, bytes: '53ef', name: 'ext file system: copy the files out of it and add them as an exhibit' },
  { offset: 0, bytes: '514649fb', name: 'disk image (QCOW2): copy the files out of it and add them as an exhibit' },
  { offset: 0, bytes: '4b444d56', name: 'disk image (VMDK): copy the files out of it and add them as an exhibit' },
  { offset: 0, bytes: '45564609', name: 'disk image (EWF): copy the files out of it and add them as an exhibit' },
  { offset: 0, bytes: '4c554b53babe', name: 'encrypted disk (LUKS)' },
  { offset: 0, bytes: '454d694c', name: 'memory image (LiME)' },
  { offset: 0, bytes: '25504446', name: 'PDF document' },
  { offset: 0, bytes: '00051607', name: 'macOS metadata (AppleDouble)' },
  { offset: 4, bytes: '42756431', name: 'macOS folder settings (.DS_Store)' },
  { offset: 0, bytes: '89504e47', name: 'PNG picture' },
  { offset: 0, bytes: 'ffd8ff', name: 'JPEG picture' },
];

/** Name of a kind that is recognised and not read, or null. */
export function unsupportedKind(head: Uint8Array): string | null {
  const criu = criuImage(head);
  if (criu !== null) return isReadCriuImage(criu) ? null : `CRIU image (${criu})`;
  return MAGICS.find(({ offset, bytes }) => hexAt(head, offset, bytes.length / 2) === bytes)?.name ?? null;
}

function hexAt(head: Uint8Array, offset: number, count: number): string {
  return bytesToHex(head.subarray(offset, offset + count));
}
