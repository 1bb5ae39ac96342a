import type { LeanAnswer, LeanQuestion } from '../core/lean-question.ts';

type Ask = (question: LeanQuestion) => Promise<LeanAnswer | undefined>;

/**
 * In a lean page, takes the source from players that a script feeds with pieces it has fetched: to a rule these look
 * like any other data, and Firefox lets no policy of the page forbid them. A call's own stream is left alone.
 */
export function keepMediaStill(ask: Ask): void {
  const onLoad = async ({ target }: Event) => {
    if (!(target instanceof HTMLMediaElement) || !target.currentSrc.startsWith('blob:')) return;
    if (!(await ask({ type: 'lean', load: null }))?.isLean) return;
    target.removeAttribute('src');
    target.load();
  };
  addEventListener('loadstart', (event) => void onLoad(event), { capture: true });
}
