import { BinaryReader } from "google-protobuf";

/** The URN and the lengths of the lists in a check, read without the values. */
interface Outline {
  readonly urn: string;
  /** The number of items of each list among the new inputs. */
  readonly lists: ReadonlyMap<string, number>;
}

// The numbers of the fields in `CheckRequest`, `Struct` with its map, `Value` and `ListValue`: the wire never changes
// them.
const [URN, NEWS] = [1, 3];
const [FIELDS, KEY, VALUE] = [1, 1, 2];
const [LIST_VALUE, ITEMS] = [6, 1];

/**
 * Counts the items in the bytes of the message. As values, 100,000 items would take seconds and most of a gigabyte,
 * only to be refused.
 */
export function outlineOf(message: Uint8Array): Outline {
  let urn = "";
  const lists = new Map<string, number>();
  inEach(new BinaryReader(message), {
    [URN]: (reader) => {
      urn = reader.readString();
    },
    [NEWS]: within({ [FIELDS]: (entry) => countIn(entry, lists) }),
  });
  return { urn, lists };
}

type Read = (reader: BinaryReader) => void;

/** Reads these fields of a message, and skips the others. */
function inEach(reader: BinaryReader, reads: Readonly<Record<number, Read>>): void {
  while (reader.nextField() && !reader.isEndGroup()) (reads[reader.getFieldNumber()] ?? skip)(reader);
}

function skip(reader: BinaryReader): void {
  reader.skipField();
}

/** Reads a field that is itself a message. */
function within(reads: Readonly<Record<number, Read>>): Read {
  return (reader) => {
    reader.readMessage({}, () => inEach(reader, reads));
  };
}

/** Counts the items in one entry of the map, which is a name and a value. */
function countIn(reader: BinaryReader, lists: Map<string, number>): void {
  let name = "";
  let count = 0;
  const item: Read = (each) => {
    count++;
    each.skipField();
  };
  within({
    [KEY]: (each) => {
      name = each.readString();
    },
    [VALUE]: within({ [LIST_VALUE]: within({ [ITEMS]: item }) }),
  })(reader);
  if (count > 0) lists.set(name, count);
}
