/** Dates and times of day in Hangul as Han characters write them, so that one reader knows both. */
export function foldKoreanTime(text: string): string {
  if (!/[년월일시]|오[전후]/.test(text)) return text;
  return text
    .replace(/(\d{4}) ?년 ?(?=\d)/g, '$1年')
    .replace(/(\d{1,2}) ?월 ?(\d{1,2}) ?일/g, '$1月$2日')
    .replace(/(\d{1,2}) ?일 ?(?=\d{1,2} ?시)/g, '$1日')
    .replace(/(\d{1,2}) ?시(?!간) ?(\d{1,2}) ?분/g, '$1时$2分')
    .replace(/(\d{1,2}) ?시(?!간)/g, '$1时')
    .replace(/오전/g, '上午')
    .replace(/오후/g, '下午');
}
