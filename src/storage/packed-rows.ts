import type { Cell } from '../core/cell.ts';
import type { SiteRows } from '../core/ledger-rows.ts';

/** Told of each cell of a packed slot, in the order packed; names are ids of the database's name table. */
export type CellVisit = (site: number, host: number, kind: number, cell: Cell) => void;

/**
 * Packs a slot's rows: three years of them must fit on a phone, and structured clones of maps and objects take about
 * ten times as much. For each site its id, then its hosts, then their kinds, then six numbers; all of them variable-length
 * integers (LEB128, the base-128 varint of DWARF and Protocol Buffers), signed ones in zigzag. The bounds are kept as distances
 * from the sum, which are small where much was measured. Parts of a byte are rounded away.
 */
export function packRows(rows: SiteRows, idOf: (name: string) => number): Uint8Array<ArrayBuffer> {
  const out = createWriter();
  out.count(rows.size);
  for (const [site, hosts] of rows) {
    out.count(idOf(site));
    out.count(hosts.size);
    for (const [host, kinds] of hosts) {
      out.count(idOf(host));
      out.count(kinds.size);
      for (const [kind, cell] of kinds) {
        const down = Math.round(cell.down);
        const up = Math.round(cell.up);
        out.count(idOf(kind));
        out.signed(down);
        out.signed(up);
        out.signed(down + up - Math.round(cell.low));
        out.signed(Math.round(cell.high) - down - up);
        out.signed(down + up - Math.round(cell.measured));
        out.signed(Math.round(cell.requests));
      }
    }
  }
  return out.bytes();
}

/** Visits the cells of a packed slot. The cell is one object, filled anew for each visit. */
export function visitPacked(bytes: Uint8Array, visit: CellVisit): void {
  let at = 0;
  const count = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const signed = (): number => {
    const value = count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const cell: Cell = { down: 0, up: 0, low: 0, high: 0, measured: 0, requests: 0 };
  for (let sites = count(); sites > 0; sites--) {
    const site = count();
    for (let hosts = count(); hosts > 0; hosts--) {
      const host = count();
      for (let kinds = count(); kinds > 0; kinds--) {
        const kind = count();
        cell.down = signed();
        cell.up = signed();
        const sum = cell.down + cell.up;
        cell.low = sum - signed();
        cell.high = sum + signed();
        cell.measured = sum - signed();
        cell.requests = signed();
        visit(site, host, kind, cell);
      }
    }
  }
}

function createWriter() {
  let buffer = new Uint8Array(256);
  let length = 0;
  const put = (byte: number) => {
    if (length === buffer.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(buffer);
      buffer = larger;
    }
    buffer[length++] = byte;
  };
  // Division, not shifts: those stop at 32 bits and bytes do not.
  const count = (value: number) => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) put((rest % 128) + 128);
    put(rest);
  };
  return {
    count,
    signed: (value: number) => count(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: () => buffer.slice(0, length),
  };
}
