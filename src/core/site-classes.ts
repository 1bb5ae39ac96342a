import type { Allowance } from './contract.ts';

/** Sites that no allowance tells apart share a class; class 0 is the sites that none names. */
export type SiteClasses = {
  count: number;
  classOf(site: string): number;
  /** Whether a class's traffic may draw on an allowance, as far as its sites go. */
  draws(siteClass: number, allowance: Allowance): boolean;
};

/** Sites share a class where every one of `allowances` names both or neither. */
export function siteClasses(allowances: readonly Allowance[]): SiteClasses {
  const named = new Set(allowances.flatMap(({ sites }) => sites ?? []));
  const members: string[][] = [[]];
  const classes = new Map<string, number>();
  const byPattern = new Map<string, number>();
  for (const site of named) {
    const pattern = allowances.map(({ sites }) => (sites?.includes(site) ? '1' : '0')).join('');
    const siteClass = byPattern.get(pattern) ?? members.push([]) - 1;
    byPattern.set(pattern, siteClass);
    classes.set(site, siteClass);
    members[siteClass]?.push(site);
  }
  return {
    count: members.length,
    classOf: (site) => (classes.size === 0 ? 0 : (classes.get(site) ?? 0)),
    draws(siteClass, { sites }) {
      const [member] = members[siteClass] ?? [];
      return sites === undefined || (member !== undefined && sites.includes(member));
    },
  };
}
