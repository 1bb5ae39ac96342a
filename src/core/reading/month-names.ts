import { fold } from './fold.ts';

const LISTS = [
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  '- - - - - - - - sept - - -',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene - - abr - - - ago set - - dic',
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
  '- fev - - mai - - - - out - dez',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'janv fevr - avr - - juil - - - - -',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'gen - - - mag giu lug - - ott - -',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'janner - maerz - - - - - - okt - -',
  'януари февруари март април май юни юли август септември октомври ноември декември',
  'ян фев мар апр - - - авг сеп окт ное дек',
  'januari februari maret april mei juni juli agustus september oktober november desember',
  '- - - - - - - agu - - - des',
  '- - mac - - - julai ogos - - - disember',
  '- - - - - - - ags - - nop -',
];

const months = new Map<string, number>();
for (const list of LISTS) {
  for (const [index, name] of list.split(' ').entries())
    if (name !== '-') months.set(fold(name).toLowerCase(), index + 1);
}

/** 1…12 of a month's name or usual short form, folded and lower case. */
export const monthOfName = (name: string): number | undefined => months.get(name);
