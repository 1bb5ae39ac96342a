import type { HoldNews } from '../../core/hold-news.ts';
import { dataWords } from '../format/data-text.ts';
import { percentText } from '../format/percent-text.ts';
import { holdWords } from '../wording/hold-words.ts';
import type { Voice } from '../wording/voice.ts';

/** The notification about a hold that took effect by itself. */
export function holdNotice(news: HoldNews, voice: Voice): { title: string; message: string } {
  const [title, message] = wordsOf(news, voice);
  return { title, message };
}

function wordsOf(news: HoldNews, voice: Voice): [string, string] {
  const { news: words, held } = holdWords(voice);
  if (news.kind === 'kept') return words.kept(news.site);
  if (news.kind === 'large') return words.large(news.site, dataWords(news.bytes, { base: news.unit }, voice));
  if (news.kind === 'cap-near') {
    const [used, cap] = [news.used, news.bytesPerDay].map((bytes) => dataWords(bytes, { base: news.unit }, voice));
    return words.capNear(news.site, used!, cap!);
  }
  const { trigger, isArmed, canSeeSizes } = news;
  const what = held.leanSub(canSeeSizes);
  const isLean = 'does' in trigger && trigger.does === 'lean';
  if (!isArmed) return isLean ? words.leanOff : words.listOff;
  if (trigger.kind === 'left') {
    const share = percentText(trigger.below, voice.language);
    return isLean ? words.leanLow(share, what) : words.listLow(share);
  }
  const until = trigger.kind === 'hours' ? trigger.to : '';
  return isLean ? words.leanHours(until, what) : words.listHours(until);
}
