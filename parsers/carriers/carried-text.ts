/** JSON, or JSON held as text; CEF, LEEF and records of the Linux audit daemon, also behind a syslog header; VPC flows. */
const CARRIED =
  /^\s*(?:[{[]|"[{[\\])|(?:^|[\s:\]])(?:CEF: ?\d+\||LEEF:\d+\.\d+\|)|^(?:node=\S{1,255} )?type=[A-Z_0-9]{1,40} msg=audit\(|\baudit\(\d{1,12}\.\d{1,9}:\d{1,12}\)|^\d \d{12} eni-[0-9a-z]+ (?:\S+ ){10}(?:OK|NODATA|SKIPDATA)/;

/** Headers of what is carried stand at the beginning of a text. */
const LOOKED_AT = 1024;

/** Whether a text that stands in a record looks like a record of another format, rather than words of this one. */
export function isCarriedText(text: string): boolean {
  return CARRIED.test(text.slice(0, LOOKED_AT));
}
