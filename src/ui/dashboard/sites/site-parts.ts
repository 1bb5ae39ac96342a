import type { Report } from '../../../core/contract.ts';
import { bytesPer, pickUnit, type DataUnit, type UnitBase } from '../../format/data-unit.ts';
import { dataText, decimalsFor } from '../../format/data-text.ts';
import { percentText } from '../../format/percent-text.ts';
import type { Voice } from '../../wording/voice.ts';
import { kindName } from '../kind-name.ts';

/** A host of a site, or a kind of its traffic. */
export type PartRow = { key: string; name: string; amount: string; measured: string };

export type SiteParts = { unit: DataUnit; hosts: PartRow[]; kinds: PartRow[] };

type Site = Report['sites'][number];

/** A site's hosts, and its kinds of traffic with the heaviest first; all amounts in the unit that suits the site. */
export function siteParts(site: Site, base: UnitBase, voice: Voice): SiteParts {
  const bytes = site.down + site.up;
  const unit = pickUnit(bytes, base);
  const decimals = decimalsFor(bytes / bytesPer(unit, base), unit);
  const row = (key: string, name: string, { down, up, measured }: Site['kinds'][string]): PartRow => ({
    key,
    name,
    amount: dataText(down + up, { base, unit, decimals }, voice.language).number,
    measured: percentText(measured, voice.language),
  });
  return {
    unit,
    hosts: site.hosts.map((host) => row(host.host, host.host, host)),
    kinds: Object.entries(site.kinds)
      .sort(([, a], [, b]) => b.down + b.up - (a.down + a.up))
      .map(([kind, count]) => row(kind, kindName(kind, voice), count)),
  };
}
