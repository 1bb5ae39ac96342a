import type { LoadedTab } from '../browser/held-page.ts';
import type { RuleScope } from '../browser/net-rules.ts';
import type { HoldForce } from '../core/hold-force.ts';
import { freshRules, isHeld, lastingRules, onlyPausedMore, sessionRules, type Pass } from '../core/hold-rules.ts';
import { judgeHead, watchedHeads, type HeadVerdict, type HeadWatch, type ResponseHead } from '../core/judge-head.ts';
import type { NetAbilities, NetRule } from '../core/net-rule.ts';
import { siteOf } from '../core/site.ts';
import { createInTurn } from './in-turn.ts';
import { createRestingTabs, type RestingMemory, type RestingTabsDeps } from './resting-tabs.ts';

/** The gate's state that must outlive the worker, but not the browser. */
export type GateMemory = {
  passes: Pass[];
  /** Tabs that were already stopped, and the site they showed: each is stopped once per hold. */
  stopped: [number, string][];
  resting: RestingMemory;
  /** Tabs of held sites whose page stays open, and their sites. */
  kept: [number, string][];
};

export type HoldGateDeps = RestingTabsDeps & {
  applyRules(scope: RuleScope, rules: NetRule[]): Promise<void>;
  readAbilities(): Promise<NetAbilities>;
  /** Whether the browser asks about responses by their heads; `watchHeads` selects which. */
  asksOfHeads: boolean;
  watchHeads(watch: HeadWatch): void;
  heldPage(): string;
  readLoadedTabs(): Promise<LoadedTab[]>;
  /**
   * Stops all loading in a tab; its page then asks to be let in again. @returns false: leaving the page would lose what
   * the user typed
   */
  stopTab(id: number): Promise<boolean>;
  /** Called when a site's page stays open, at rest, because leaving it would lose what the user typed. */
  onKept(site: string): void;
  /** Stops the frames of `sites` that a tab of another site embeds. */
  stopFrames(id: number, sites: readonly string[]): Promise<void>;
  showHeldPage(id: number, address: string): Promise<void>;
  onError(error: unknown): void;
  readMemory(): Promise<GateMemory | null>;
  keepMemory(memory: GateMemory): Promise<void>;
};

/** More than anybody opens in one session; browsers accept 5000 rules. */
const PASSES_KEPT = 500;

/** Enforces holds in the browser: by rules for new requests, by stopping tabs for running ones. */
export type HoldGate = {
  /**
   * Whether a response's size is known before its body arrives: to the rules, or to a listener that judges each head.
   */
  readonly canSeeSizes: boolean;
  judgeHead(head: ResponseHead): HeadVerdict;
  /** How many tabs are kept from loading because nobody looks at them. */
  resting(): number;
  /**
   * Resolves when the rules are set and every tab that they hold is being stopped. If sites were only added, the
   * lasting rules are set right after it resolves.
   */
  apply(force: HoldForce): Promise<void>;
  /** Lets something through in one tab, until that tab shows another site. */
  pass(pass: Pass): Promise<void>;
  /** The user looks at other tabs now. */
  onWatched(): Promise<void>;
  /** A tab's worker has opened a channel. */
  onWorkerChannel(tab: number): Promise<void>;
  onTabShown(tab: { id: number; url: string }): Promise<void>;
  onTabClosed(id: number): Promise<void>;
  /** A prerendered page replaces a tab's own, under another id. */
  onTabReplaced(id: number, old: number): Promise<void>;
};

/**
 * Rules do not stop requests under way: those end with their page. Steps run one at a time, in the order of the calls.
 */
export async function createHoldGate(deps: HoldGateDeps): Promise<HoldGate> {
  const abilities = await deps.readAbilities();
  const memory = await deps.readMemory().catch(() => null);
  let passes = memory?.passes ?? [];
  const resting = createRestingTabs(deps, memory?.resting);
  const stopped = new Map(memory?.stopped);
  const kept = new Map(memory?.kept);
  let force: HoldForce | null = null;
  const applied: Partial<Record<RuleScope, string>> = {};
  const inTurn = createInTurn();

  const put = async (scope: RuleScope, rules: NetRule[]) => {
    const key = JSON.stringify(rules);
    if (applied[scope] === key) return;
    await deps.applyRules(scope, rules);
    applied[scope] = key;
  };
  const keep = () => deps.keepMemory({ passes, stopped: [...stopped], resting: resting.memory(), kept: [...kept] });
  /** @param fresh sites for the session's rules to hold as well */
  const putSession = async (fresh: string[] = []) => {
    if (!force) return;
    const rules = sessionRules(force, { passes, hiddenTabs: resting.quiet(), keptTabs: [...kept.keys()] }, abilities);
    await put('session', [...freshRules(fresh, abilities, deps.heldPage()), ...rules]);
  };
  const putAll = async () => {
    if (!force) return;
    await put('lasting', lastingRules(force, abilities, deps.heldPage()));
    await putSession();
  };
  const isStopped = (tab: LoadedTab): boolean => {
    const site = siteOf(tab.url);
    return (
      force !== null &&
      isHeld(force, site) &&
      !passes.some((one) => one.tab === tab.id && one.address === null && one.site === site)
    );
  };

  const stopOne = async ({ id, url }: LoadedTab) => {
    if (await deps.stopTab(id).catch(() => true)) return;
    await inTurn(async () => {
      const site = siteOf(url);
      if (!force || !isHeld(force, site)) return;
      kept.set(id, site);
      await putSession();
      await deps.restTab(id, true);
      await keep();
      deps.onKept(site);
    }).catch(deps.onError);
  };

  /** @param embeds sites that no other site may embed from now on */
  const stopTabs = async (embeds: readonly string[]) => {
    const all = await deps.readLoadedTabs();
    const tabs = all.filter(isStopped);
    const held = new Map(tabs.map((tab) => [tab.id, siteOf(tab.url)]));
    const fresh = tabs.filter(({ id }) => stopped.get(id) !== held.get(id));
    stopped.clear();
    for (const [id, site] of held) stopped.set(id, site);
    // Not awaited: a busy page reacts late, and a tab may be gone by now.
    for (const tab of fresh) void stopOne(tab);
    const released = [...kept.keys()].filter((id) => !held.has(id));
    for (const id of released) kept.delete(id);
    if (released.length > 0) await putSession();
    for (const id of released) void deps.resumeTab(id, false);
    if (embeds.length > 0) for (const tab of all) if (!isStopped(tab)) void deps.stopFrames(tab.id, embeds);
    await keep();
  };

  return {
    canSeeSizes: abilities.responseHeaders || deps.asksOfHeads,
    resting: () => resting.quiet().length,
    judgeHead: (head) => (force ? judgeHead(force, passes, head) : 'pass'),
    apply: (next) => {
      const done = inTurn(async () => {
        const before = force;
        force = next;
        const fresh = before && onlyPausedMore(before, next);
        if (!abilities.responseHeaders) deps.watchHeads(watchedHeads(next));
        await resting.look(next.background, () => (fresh?.length ? putSession(fresh) : putAll()));
        await stopTabs(next.embeds.filter((site) => !before?.embeds.includes(site)));
      });
      void inTurn(putAll).catch(deps.onError);
      return done;
    },
    pass: (pass) =>
      inTurn(async () => {
        passes = [...passes, pass].slice(-PASSES_KEPT);
        await putAll();
        await keep();
      }),
    onWatched: () =>
      inTurn(async () => {
        if (!force) return;
        const before = JSON.stringify(resting.memory());
        await resting.look(force.background, putAll);
        if (JSON.stringify(resting.memory()) !== before) await keep();
      }),
    onWorkerChannel: (tab) => inTurn(() => Promise.resolve(resting.onWorkerTraffic(tab))),
    onTabShown: (tab) =>
      inTurn(async () => {
        const site = siteOf(tab.url);
        if (site !== '' && resting.onShown(tab.id)) await keep();
        const ended = passes.filter((one) => one.tab === tab.id && site !== '' && one.site !== site);
        if (ended.length > 0) {
          passes = passes.filter((one) => !ended.includes(one));
          await putAll();
          await keep();
        }
        const stays = kept.get(tab.id) === site;
        if (!stays && kept.delete(tab.id)) await putAll();
        // It loaded without a request that a rule could have caught: from a service worker's cache, or by back
        // navigation.
        if (!stays && isStopped(tab)) await deps.showHeldPage(tab.id, tab.url);
      }),
    onTabReplaced: (id, old) =>
      inTurn(async () => {
        stopped.delete(old);
        resting.forget(old);
        kept.delete(old);
        if (!passes.some(({ tab }) => tab === old)) return;
        passes = passes.map((one) => (one.tab === old ? { ...one, tab: id } : one));
        await putAll();
        await keep();
      }),
    onTabClosed: (id) =>
      inTurn(async () => {
        stopped.delete(id);
        resting.forget(id);
        kept.delete(id);
        if (!passes.some(({ tab }) => tab === id)) return;
        passes = passes.filter(({ tab }) => tab !== id);
        await putAll();
        await keep();
      }),
  };
}
