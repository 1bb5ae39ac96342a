import type { Vocabulary } from './meaning.ts';

/** German, as carriers write it. */
export const GERMAN: Vocabulary = {
  decimal: ',',
  words: {
    used: 'verbraucht,haben verbraucht,hast verbraucht,wurden verbraucht,genutzt,haben genutzt,verbrauchte,verbrauchtes,genutztes,aufgebraucht sind,bereits verbraucht,bereits genutzt,sind verbraucht,verbrauchtes datenvolumen,genutztes datenvolumen',
    usage: 'verbrauch,datenverbrauch,nutzung,datennutzung,ihr verbrauch',
    left: 'verbleiben,verbleibend,verbleibende,verbleibendes,verbleibt,verfugbar,noch verfugbar,ubrig,noch ubrig,restvolumen,rest,noch,restliches,restliche,verfugbares,verbleibendes datenvolumen,restliches datenvolumen,verfugbares datenvolumen,stehen ihnen noch,haben noch,haben sie noch,hast noch,hast du noch,sie haben noch,du hast noch,verbleibendes highspeed-volumen',
    have: 'sie haben,du hast,guthaben,datenguthaben,stehen ihnen',
    whole: 'gesamt,insgesamt,gesamtvolumen,gesamtes datenvolumen,gesamtes',
    quota:
      'inklusive,inklusivvolumen,tarif,paket,datenpaket,kontingent,limit,pro tag,pro monat,enthalten,enthalt,volumen,monatliches,inkl',
    spent:
      'aufgebraucht,ist aufgebraucht,vollstandig verbraucht,komplett verbraucht,vollstandig aufgebraucht,erschopft,komplett aufgebraucht,ausgeschopft,gesamtes datenvolumen verbraucht,kein datenvolumen mehr,volumen aufgebraucht,wurde gedrosselt',
    reached: 'erreicht,haben erreicht,uber,mehr als',
    of: 'von,von ihren,von ihrem,von deinen,von insgesamt,der,ihres,deines,ihrer,von deinem,des',
    asOf: 'stand,stand vom,stand am,stand zum,zum stand,aktualisiert am,aktualisiert,zuletzt aktualisiert,letzte aktualisierung,per,datenstand',
    until:
      'gultig bis,gultig bis zum,bis zum,bis,lauft ab am,ablaufdatum,verfallt am,gultigkeit,gultigkeit bis,endet am,laufzeit bis,nutzbar bis,verfugbar bis,noch gultig bis',
    since: 'seit,seit dem,aktiviert am,ab,ab dem,gebucht am',
    renewal:
      'erneuert sich am,verlangerung am,nachste verlangerung,wieder ab,wird zuruckgesetzt am,zurucksetzung am,nachste abrechnung,erneuerung am',
    on: 'am,um,vom',
    general: 'inland,inlands,inlandsvolumen,allgemeines',
    other: 'roaming,ausland,soziale netzwerke,eu-ausland,streaming',
    part: 'zusatzliches,bonus,zusatzvolumen,extra,ubertragenes',
    among: 'davon,darunter',
    today: 'heute,heutiges,tagliches,tages,tagesvolumen',
    offer:
      'buchen,jetzt buchen,kaufen,senden,antworten,antworten sie,aufladen,nachbuchen,sichern,erhalten sie,angebot,rufen sie,fur nur,aktivieren,bestellen,klicken,testen,buchen sie,sende',
    condition: 'wenn,sobald,falls,sofern,nach verbrauch von,nach erreichen von,bei erreichen',
    threshold: 'ab einem verbrauch von,nach,uberschreiten,uberschreitet,oberhalb',
    then: 'wird,werden,geschwindigkeit,gedrosselt,reduziert,surfen sie',
    almost: 'fast,beinahe,bald,noch nicht,nahezu,in kurze',
    limit: 'bis zu,geschwindigkeit von,gedrosselt auf,reduziert auf',
    data: 'daten,datenvolumen,internet,highspeed-volumen,highspeed-datenvolumen,surfvolumen,mobile daten',
    calls: 'minuten,telefonie,sprache,gesprache',
    texts: 'sms,nachrichten',
    money: 'rechnung,betrag,prepaid-guthaben,guthabenkonto,preis,ihr guthaben betragt,dein guthaben betragt,kontostand',
    plain:
      'noch nie,der tarif,des monats,ihres datenvolumens,ihres tarifs,deines datenvolumens,ihres inklusivvolumens,ihres highspeed-volumens,verfallt nicht,ihrer daten',
  },
};

/** Bulgarian, as carriers write it. */
export const BULGARIAN: Vocabulary = {
  decimal: ',',
  words: {
    used: 'използвани,използвахте,изразходвани,изразходвахте,сте използвали,сте изразходвали,използвано,изразходвано,използван,консумирани,употребени,вие използвахте,използвали сте,изразходвали сте',
    usage: 'потребление,ползване,използване,консумация',
    left: 'остават,остава,оставащи,оставащ,оставащо,остатък,разполагате с още,налични,наличен,налични данни,оставащи данни,имате още,остават ви,ви остават,неизползвани,остатъчни',
    have: 'имате,разполагате с,баланс,разполагате,наличност',
    whole: 'общо,всичко,общ обем,от общо',
    quota: 'пакет,план,лимит,включени,включва,квота,на ден,на месец,месечни,пакета',
    spent:
      'изчерпани,изчерпан,изчерпахте,изчерпан е,са изчерпани,сте изчерпали,изчерпано,изразходван изцяло,изразходвани изцяло,достигнахте лимита,свършиха,нямате оставащи,изчерпали сте',
    reached: 'достигнахте,достигнали,достигнат,над,повече от',
    of: 'от,от вашите,от общо,от вашия',
    asOf: 'към,към дата,актуално към,справка към,обновено,последно обновяване,актуализирано на,към момента',
    until:
      'валидни до,валиден до,валидно до,валидна до,валидност,валидност до,до,изтича на,изтичат на,изтича,изтичат,срок,срок до,валидност на,важи до',
    since: 'считано от,активиран на,активирано на,начало',
    renewal: 'подновява се на,подновяване,подновяване на,ще се поднови на,се подновява на',
    on: 'на,в',
    general: 'национални,общи данни',
    other: 'роуминг,в роуминг,социални мрежи,международни,в ес',
    part: 'бонус,допълнителни,допълнителен',
    among: 'от които,включително',
    today: 'днес,дневни,дневен',
    offer:
      'купете,изпратете,отговорете,заредете,активирайте,вземете,обадете се,оферта,само за,добавете,посетете,поръчайте,спечелете,наберете',
    condition: 'ако,когато,щом,при достигане,при изразходване,след изразходване,след достигане,при превишаване',
    threshold: 'след,превишите,надвишите',
    then: 'ще бъде,скоростта,ще,се намалява,ограничава',
    almost: 'почти,скоро,все още не,наближава,предстои',
    limit: 'скорост до,скорост от,ограничена до',
    data: 'данни,интернет,мобилен интернет,мобилни данни,трафик,data',
    calls: 'минути,разговори,мин',
    texts: 'смс,съобщения',
    money: 'сметка,кредит,сума,цена,фактура,лева',
    plain: 'моля,на разположение,от пакета,до момента,от месечните,до края на месеца,от вашия пакет',
  },
};
