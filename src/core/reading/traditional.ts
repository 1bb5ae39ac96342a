// Pairs: the character as Hong Kong, Taiwan and Japan write it, then as the vocabulary does. Only what the vocabulary needs.
const PAIRS =
  '餘余數数據据總总総总內内國国間间後后時时點点達达額额號号個个鐘钟條条則则與与於于從从將将盡尽遊游門门專专屬属應应閒闲閑闲贈赠' +
  '優优儲储購购買买發发覆复復复編编輯辑擊击撥拨訂订辦办領领獲获為为還还僅仅約约計计統统詢询網网絡络費费話话語语訊讯錢钱幣币' +
  '圓圆塊块無无電电過过滿满減减週周開开啟启啓启動动灣湾際际區区單单結结轉转賬账帳账兩两種种類类聯联當当請请關关閉闭變变換换' +
  '續续尚尚適适載载應应資资雲云視视頻频樂乐導导戶户遲迟實实際际舊旧綫线線线聞闻異异常常擁拥賸剩値值価价済济';

const simplified = new Map<string, string>();
for (let i = 0; i + 1 < PAIRS.length; i += 2) simplified.set(PAIRS.charAt(i), PAIRS.charAt(i + 1));

/** Writes traditional (and a few Japanese) characters as the vocabulary does, so that every word stands there once. */
export function foldTraditional(text: string): string {
  let folded = '';
  for (const character of text) folded += simplified.get(character) ?? character;
  return folded;
}
