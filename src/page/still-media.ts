import type { LeanAnswer, LeanQuestion } from '../core/lean-question.ts';

type Ask = (question: LeanQuestion) => Promise<LeanAnswer | undefined>;

/**
 * Takes away, in a lean page, what plays from pieces that a script fetches and puts together: to a rule these look like
 * any other data, and Firefox lets no policy of the page forbid them. A call's own stream is left alone.
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
