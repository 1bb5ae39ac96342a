// Pairs: a character as Hong Kong, Taiwan and Japan write it, then as the vocabulary does; only those it needs.
const PAIRS =
  '餘余數数據据總总総总內内國国間间後后時时點点達达額额號号個个鐘钟條条則则與与於于從从將将盡尽遊游門门專专屬属應应閒闲閑闲贈赠' +
  '優优儲储購购買买發发覆复復复編编輯辑擊击撥拨訂订辦办領领獲获為为還还僅仅約约計计統统詢询網网絡络費费話话語语訊讯錢钱幣币' +
  '圓圆塊块無无電电過过滿满減减週周開开啟启啓启動动灣湾際际區区單单結结轉转賬账帳账兩两種种類类聯联當当請请關关閉闭變变換换' +
  '續续適适載载設设資资預预離离類类據据顯显額额認认證证識识試试請请讓让謝谢邊边選选達达過过違违運运進进這这鐵铁鈴铃録录錄录銷销閱阅陽阳陸陆隨随雙双靈灵頁页項项須须頂顶順顺顧顾飛飞餐餐驗验騰腾體体髮发麼么黃黄點点齊齐產产異异畫画畢毕當当發发盤盘眾众碼码禮礼積积稅税種种穩稳窩窝競竞筆笔節节範范築筑簡简簽签糧粮紀纪約约級级紅红納纳純纯紙纸組组細细終终結结絡络給给統统經经綜综緊紧緩缓練练縣县縮缩總总績绩織织繳缴罰罚職职聲声聽听肅肃腦脑臺台與与興兴舉举節节蘋苹藍蓝處处號号補补裝装製制複复規规視视親亲覽览觀观觸触訪访許许訴诉註注評评詞词話话該该誤误說说課课調调談谈論论諮咨謹谨譯译議议護护讀读負负財财貨货貴贵買买貸贷費费賀贺資资賣卖質质購购贈赠輕轻較较載载輸输轉转辦办遞递郵邮鄉乡醫医釋释針针鎖锁鏈链鍵键間间閣阁關关陰阴隊队階阶際际險险隱隐雜杂難难電电靜静響响頻频題题願愿類类飯饭館馆馬马驚惊魚鱼鮮鲜麗丽雲云視视頻频樂乐導导戶户遲迟實实際际舊旧綫线線线聞闻異异常常擁拥賸剩値值価价済济';

const simplified = new Map<string, string>();
for (let i = 0; i + 1 < PAIRS.length; i += 2) simplified.set(PAIRS.charAt(i), PAIRS.charAt(i + 1));

/** Writes traditional (and a few Japanese) characters as the vocabulary does, which then needs each word only once. */
export function foldTraditional(text: string): string {
  let folded = '';
  for (const character of text) folded += simplified.get(character) ?? character;
  return folded;
}
