import { throttleKbps } from '../../core/badge.ts';
import { bankShares, mainAllowance } from '../../core/bank-shares.ts';
import type { After, PlanStatus } from '../../core/contract.ts';
import { paceOf, type Pace } from '../../core/pace.ts';
import type { PopupView } from '../../core/popup-view.ts';
import { amountWords } from '../format/amount-words.ts';
import { dataWords } from '../format/data-text.ts';
import { numberText } from '../format/number-text.ts';
import { NBSP } from '../format/percent-text.ts';
import { speedText } from '../format/speed-text.ts';
import { endWords, renewalWords, sinceWords } from '../format/when-text.ts';
import type { Voice } from '../wording/voice.ts';
import { forecastVerdict } from './forecast-verdict.ts';

export type VerdictAction = 'top-up' | 'same-plan' | 'another-plan' | 'allow' | 'lean' | 'again';

/** The text under the gauge: the pace of its mark, a heading, a line of detail, and the actions offered. */
export type Verdict = { pace: Pace; heading: string; detail: string; actions: VerdictAction[] };

/** The verdict of a plan. Trouble with the counting itself takes precedence over what was counted. */
export function verdictOf(view: PopupView, status: PlanStatus, voice: Voice): Verdict {
  const trouble = troubleVerdict(view, voice);
  if (trouble !== null) return trouble;
  const pace = paceOf(status, view.metered);
  if (!view.metered) return { pace, ...unmetered(view, status, voice), actions: [] };
  const [heading, detail] = linesOf(view, status, voice);
  return { pace, heading, detail, actions: actionsOf(view, status) };
}

/** The verdict where counting has a problem; `null`: it works. */
export function troubleVerdict({ trouble }: PopupView, { words }: Voice): Verdict | null {
  if (!trouble.hostAccess) {
    return { pace: 'idle', heading: words.noAccess, detail: words.noAccessSub, actions: ['allow'] };
  }
  if (trouble.isAside) {
    return { pace: 'idle', heading: words.asideData, detail: words.asideDataSub, actions: [] };
  }
  if (trouble.storage !== null) {
    return { pace: 'idle', heading: words.notSaving, detail: words.notSavingSub, actions: [] };
  }
  return null;
}

/**
 * The verdict where the background does not answer.
 *
 * @param view the last one shown; `null`: none
 * @param now epoch ms
 */
export function silentVerdict(view: PopupView | null, now: number, voice: Voice): Verdict {
  const { words, deviceZone } = voice;
  const detail =
    view === null ? words.noAnswerSub : words.noAnswerOld(sinceWords(Date.parse(view.at), now, deviceZone, voice));
  return { pace: 'idle', heading: words.noAnswer, detail, actions: ['again'] };
}

function actionsOf({ offersLean }: PopupView, { state }: PlanStatus): VerdictAction[] {
  if (offersLean) return ['lean'];
  if (state === 'expired') return ['same-plan', 'another-plan'];
  return state === 'throttled' || state === 'charging' || state === 'cut' ? ['top-up'] : [];
}

function linesOf(view: PopupView, status: PlanStatus, voice: Voice): [string, string] {
  const { words } = voice;
  const base = status.plan.unit;
  switch (status.state) {
    case 'expired': {
      const since = view.afterEnd;
      return [words.expired, since === 0 ? words.expiredOpen : words.expiredSub(dataWords(since, { base }, voice))];
    }
    case 'not-started': {
      const { total } = bankShares(status);
      const detail = total === null ? words.notStartedOpen : words.notStartedSub(amountWords(total, base, voice));
      return [words.notStarted, detail];
    }
    case 'throttled':
      return [words.throttled, throttledDetail(status, voice)];
    case 'charging':
      return [words.usedUp, chargingDetail(status, voice)];
    case 'cut': {
      const until = resetWords(status, voice);
      return [words.usedUp, until === null ? words.cutOpen : words.cut(until)];
    }
    case 'active':
      return forecastVerdict(status, voice);
  }
}

function unmetered(view: PopupView, { at, plan }: PlanStatus, voice: Voice): { heading: string; detail: string } {
  const { words, deviceZone } = voice;
  const now = Date.parse(at);
  // By the device's clock, not the plan's: the user, not the carrier, has switched.
  const since = sinceWords(Date.parse(view.unmeteredSince ?? at), now, deviceZone, voice);
  const amount = dataWords(view.total.bytes, { base: plan.unit }, voice);
  return { heading: words.unmetered, detail: words.unmeteredSub(amount, since) };
}

function throttledDetail(status: PlanStatus, voice: Voice): string {
  const { words, language } = voice;
  const kbps = throttleKbps(status);
  const speed = kbps === null ? '' : speedText(kbps, language);
  const { to, renews } = bankShares(status);
  if (to === null) return words.throttledOpen(speed);
  const say = renews ? words.throttledRenew : words.throttledEnd;
  const when = renews ? renewalWords : endWords;
  return say(speed, when(Date.parse(to), Date.parse(status.at), status.plan.timeZone, voice));
}

function chargingDetail(status: PlanStatus, voice: Voice): string {
  const { words } = voice;
  const after = [mainAllowance(status), ...status.plan.allowances].find((each) => each?.after.kind === 'charge')?.after;
  const price = after?.kind === 'charge' ? priceText(after, voice) : '';
  const until = resetWords(status, voice);
  return until === null ? words.chargingOpen(price) : words.charging(price, until);
}

function priceText({ perMB, dailyCap, currency }: Extract<After, { kind: 'charge' }>, voice: Voice): string {
  const amount = (value: number) => numberText(value, 2, voice.language) + NBSP + currency;
  return dailyCap === undefined ? amount(perMB) : voice.words.chargedAtMost(amount(perMB), amount(dailyCap));
}

/** When data renews or the plan ends, whichever is first; `null`: neither, for what is prepaid comes no more. */
function resetWords(status: PlanStatus, voice: Voice): string | null {
  const { to, renews } = bankShares(status);
  return to === null || (!renews && status.endsAt === null)
    ? null
    : endWords(Date.parse(to), Date.parse(status.at), status.plan.timeZone, voice);
}
