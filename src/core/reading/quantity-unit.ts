import { isLetter } from './character.ts';
import type { Token } from './token.ts';

/** What is counted besides data. */
export type Quantity = 'money' | 'minutes' | 'messages' | 'speed' | 'time';

const BEHIND: Record<Quantity, string> = {
  money:
    '元 块 圆 圓 港元 円 rs inr rupees rupee hkd usd eur euro euros cny rmb mop bgn лв лева ksh kes tsh tzs ugx shillings dollars dollar reais pesos rm rp idr myr gbp nt z zl kr fcfa cfa ntd twd jpy cents cent ct baht thb บาท 원 won krw sgd aud chf',
  minutes: 'min mins minute minutes minutos minuto minuten minuti мин минути menit minit dakika 분 นาที',
  messages: 'sms 条 封 通 texts messages mms mensajes mensagens смс pesan nachrichten messaggi 건',
  speed: 'kbps mbps gbps kbit mbit gbit kbits mbits',
  time: 'days day 天 日 hours hour hrs 小 dias dia horas jours jour heures heure tage tag stunden дни ден часа hari jam siku weeks months month 个 年 月 周 次 号 mois monate semanas giorni giorno mesi mese giornate วัน 일 시간 개월',
};
const MONEY_BEFORE =
  'rs inr hkd usd eur cny rmb mop ksh kes tsh tzs ugx rm rp idr myr bgn gbp nt us hk ntd twd jpy fcfa mxn brl r thb krw sgd aud chf'.split(
    ' ',
  );
const MONEY_SIGNS = '$€¥£₹₩฿₱₫';

const behind = new Map<string, Quantity>();
for (const [quantity, words] of Object.entries(BEHIND) as [Quantity, string][]) {
  for (const word of words.split(' ')) behind.set(word, quantity);
}

/** What the number at `at` counts where it is not data; `null` where nothing near says. */
export function quantityOf(tokens: readonly Token[], at: number): Quantity | null {
  const next = tokens[at + 1];
  if (isMoneyBefore(tokens, at) || (next !== undefined && MONEY_SIGNS.includes(next.text))) return 'money';
  if (next?.kind !== 'word') return null;
  if (next.text === '分') return tokens[at + 2]?.text === '钟' || tokens[at + 2]?.kind !== 'number' ? 'minutes' : null;
  let word = '';
  let found: Quantity | null = null;
  for (let length = 1; length <= LONGEST_WORD; length++) {
    const token = tokens[at + length];
    if (token?.kind !== 'word') break;
    word += token.text;
    found = behind.get(word) ?? found;
  }
  return found;
}

/** Pieces of the longest of these words: นาที. */
const LONGEST_WORD = 4;

function isMoneyBefore(tokens: readonly Token[], at: number): boolean {
  const dot = tokens[at - 1]?.text === '.' ? 1 : 0;
  const before = tokens[at - 1 - dot];
  if (before === undefined) return false;
  if (dot === 0 && MONEY_SIGNS.includes(before.text)) return true;
  return before.kind === 'word' && isLetter(before.text[0]) && MONEY_BEFORE.includes(before.text);
}
