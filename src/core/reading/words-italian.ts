import type { Vocabulary } from './meaning.ts';

/** Italian, as carriers write it. */
export const ITALIAN: Vocabulary = {
  decimal: ',',
  words: {
    used: 'hai consumato,hai utilizzato,hai usato,hai gia consumato,hai gia utilizzato,hai gia usato,ha consumato,ha utilizzato,consumati,consumato,utilizzati,utilizzato,usati,usato,gia consumati,gia utilizzati,traffico utilizzato,dati utilizzati,dati consumati,giga consumati,giga utilizzati,consumo totale',
    usage: 'consumi,utilizzo,i tuoi consumi,consumo dati,traffico effettuato',
    left: 'ti restano,ti resta,le restano,restano,ti rimangono,ti rimane,le rimangono,rimangono,rimanenti,rimanente,residui,residuo,residua,disponibili,disponibile,ancora disponibili,hai ancora,hai ancora a disposizione,hai a disposizione,a disposizione,giga residui,giga rimanenti,dati residui,traffico residuo,traffico dati residuo,traffico internet residuo,dati rimanenti,ancora a disposizione,non utilizzati,restanti',
    whole: 'totale,totali,in totale,un totale di',
    quota:
      'inclusi,incluso,pacchetto,la tua offerta,tua offerta,sua offerta,limite,soglia,tariffa,al mese,al giorno,previsti,compresi nella tua offerta,a settimana',
    spent:
      'hai esaurito,ha esaurito,esaurito,esauriti,sono esauriti,e esaurito,hai terminato,terminati,hai finito,hai raggiunto il limite,hai utilizzato tutti i,hai consumato tutti i,hai usato tutti i,hai consumato tutto il,hai utilizzato tutto il,non hai piu giga,giga finiti',
    reached: 'hai raggiunto,hai raggiunto la soglia,ha raggiunto,raggiunto,raggiunta,raggiunta la soglia,hai superato',
    of: 'su,di,dei,dei tuoi,del tuo,del totale di,su un totale di,sui,sui tuoi,dei tuoi,della tua,del',
    asOf: 'aggiornato al,aggiornati al,aggiornata al,alla data del,situazione al,ultimo aggiornamento,aggiornamento del,dati al,alle ore',
    until:
      'fino al,valido fino al,valida fino al,validi fino al,valide fino al,scade il,scadono il,scade,scadenza,data di scadenza,in scadenza il,entro il,utilizzabili fino al,utilizzabile fino al,validita fino al,termina il',
    since: 'dal,attivata il,attivato il,a partire dal,attiva dal',
    renewal:
      'si rinnova il,si rinnovera il,rinnovo,rinnovo il,prossimo rinnovo,sara rinnovata il,verra rinnovata il,si rinnovano il',
    on: 'il,alle,ore',
    general: 'in italia,nazionali,dati italia,traffico nazionale,dati nazionali',
    other:
      "roaming,estero,all'estero,dall'estero,in ue,in europa,in roaming,dati roaming,consumi roaming,roaming ue,social,musica,notturni",
    part: 'bonus,extra,aggiuntivi,giga extra,giga bonus,ricarica giga',
    among: 'di cui,compresi,dei quali',
    today: 'oggi,di oggi,giornaliero,giornalieri,giornaliera',
    offer:
      'attiva subito,attiva ora,acquista,ricarica,scopri,invia,clicca,rispondi,promozione,passa a,richiedi,vai su,accedi,approfitta,solo per te',
    condition:
      'se superi,se esaurisci,se vuoi,se hai bisogno,quando,qualora,una volta esauriti,una volta superata,al raggiungimento,al superamento,al superamento la,in caso di,raggiunti i',
    threshold: 'superati,superata la soglia di,oltre i,oltre,dopo',
    then: 'sara,saranno,verra,velocita,sara ridotta,navigherai,la velocita,si riduce',
    almost: 'quasi,stai per,sta per,a breve,in esaurimento,non ancora',
    limit: 'velocita di,ridotta a,fino a,velocita massima di',
    data: 'dati,giga,traffico dati,traffico internet,traffico',
    calls: 'minuti,chiamate,voce',
    texts: 'messaggi',
    money: 'credito,credito residuo,il tuo credito,costo,importo,addebito',
    plain:
      'gentile cliente,grazie,per favore,del mese,offerta attiva,minuti residui,sms residui,traffico dati in,per conoscere',
  },
};
