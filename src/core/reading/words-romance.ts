import type { Vocabulary } from './meaning.ts';

/** Spanish, as carriers write it. */
export const SPANISH: Vocabulary = {
  decimal: ',',
  words: {
    used: 'has usado,ha usado,has consumido,ha consumido,consumidos,consumido,consumiste,usaste,usados,usado,llevas,llevas consumidos,llevas gastados,llevas usados,gastados,gastado,has gastado,ha gastado,utilizado,utilizados,has utilizado,ha utilizado,datos consumidos,datos usados,consumo total',
    usage: 'consumo,uso,consumo de datos,uso de datos,tu consumo,gasto',
    left: 'te quedan,le quedan,quedan,te queda,le queda,queda,restantes,restante,disponibles,disponible,aun tienes,todavia tienes,te restan,restan,saldo de datos,datos restantes,datos disponibles,sin consumir,sin usar,por consumir,remanente',
    have: 'tienes,tiene,dispones de,dispone de,cuentas con,saldo',
    whole: 'total,en total,de un total de,totales,un total de',
    quota:
      'bono,tarifa,plan,paquete,limite,franquicia,cuota,incluidos,incluye,contratados,al mes,al dia,por dia,bolsa,tu plan de,contratado',
    spent:
      'agotado,has agotado,ha agotado,se han agotado,se ha agotado,agotaste,consumido todos,consumido todo,has consumido todos tus,has consumido todo tu,no te quedan datos,sin datos,has alcanzado el limite,ha alcanzado el limite,has superado,has consumido el total',
    reached: 'has alcanzado,ha alcanzado,alcanzado,mas de',
    of: 'de,de tus,de los,de tu,de sus,de un total de,del total de,de su',
    asOf: 'a fecha,a fecha de,actualizado,actualizado el,actualizado a,fecha de consulta,consulta,al dia,ultima actualizacion,hasta ahora,con fecha',
    until:
      'valido hasta,valida hasta,validos hasta,validas hasta,vigente hasta,vigencia,vigencia hasta,vence,vence el,vencen el,vencen,vencimiento,caduca,caduca el,caducan el,hasta el,hasta,fecha de vencimiento,expira,expira el,expiran el,validez,disponible hasta,disponibles hasta,antes del',
    since: 'desde,desde el,activado el,a partir del,del',
    renewal: 'se renueva,se renueva el,renovacion,se renuevan el,proxima factura,se reinicia el',
    on: 'el,al,a las',
    to: 'al',
    general: 'nacionales,datos nacionales,compartidos,datos generales,general',
    other: 'roaming,redes sociales,internacionales,en roaming,video,musica,nocturnos,noche',
    part: 'extra,adicionales,acumulados,bono extra',
    among: 'de los cuales,incluyendo',
    today: 'hoy,diarios,diario',
    offer:
      'compra,contrata,consigue,recarga,envia,llama,marca,responde,activa,disfruta,obten,entra en,aprovecha,oferta,promocion,llevate,solo por,por solo,anade,mejora,pide,ingresa',
    condition:
      'si,cuando,una vez,al superar,al consumir,tras consumir,despues de consumir,al llegar a,cuando consumas,en caso',
    threshold: 'superar,superes,exceder,a partir de',
    then: 'se reducira,reducida,velocidad,bajara,se cobrara,sera',
    almost: 'casi,a punto de,pronto,aun no,esta por,estas por',
    limit: 'hasta,velocidad de,reducida a,velocidad a',
    data: 'datos,internet,gigas,datos moviles',
    calls: 'minutos,llamadas,voz',
    texts: 'mensajes,sms',
    money: 'credito,saldo principal,factura,importe,precio',
    plain:
      'por favor,saldo de,uso de la,de datos,de internet,del mes,si o no,en este mes,de navegacion,de tu bono,de tu tarifa,de tu plan,de tu paquete',
  },
};

/** Portuguese, as carriers write it. */
export const PORTUGUESE: Vocabulary = {
  decimal: ',',
  words: {
    used: 'voce usou,usou,ja usou,voce ja usou,usados,usado,consumidos,consumido,consumiu,ja consumiu,voce consumiu,voce ja consumiu,utilizou,ja utilizou,utilizados,utilizado,gastou,foram usados,foram consumidos,dados usados,dados consumidos,usadas,consumidas',
    usage: 'consumo,uso,consumo de dados,utilizacao,consumo de internet',
    left: 'restam,resta,restantes,restante,ainda tem,voce ainda tem,disponiveis,disponivel,sobram,faltam,saldo de dados,saldo de internet,dados restantes,dados disponiveis,ainda dispoe de,ainda restam,por usar,por utilizar',
    have: 'voce tem,tem,dispoe de,possui,saldo,seu saldo',
    whole: 'total,no total,totais,de um total de,um total de',
    quota:
      'pacote,plano,franquia,limite,plafond,incluidos,inclui,contratados,por dia,por mes,seu pacote de,do seu plano,seu plano,tarifario',
    spent:
      'esgotado,esgotou,se esgotou,voce esgotou,esgotados,esgotaram,esgotaram-se,acabou,acabaram,terminou,consumiu todo,usou todo,usou toda,consumiu toda,consumiu 100,atingiu o limite,voce atingiu o limite,sem dados,foi totalmente utilizado,chegou ao fim,foi esgotado',
    reached: 'atingiu,ja atingiu,alcancou,mais de',
    of: 'de,dos,do,da,dos seus,do seu,da sua,de um total de,do total de,dos teus,do teu',
    asOf: 'atualizado em,atualizado,ate ao momento,ate o momento,consulta em,dados de,posicao em,ultima atualizacao,com data de,atualizado a',
    until:
      'valido ate,validos ate,valida ate,validade,validade ate,vence,vence em,vencem em,expira,expira em,expiram em,expira a,vencimento,ate,ate o dia,ate dia,ate ao dia,ate as,disponivel ate,disponiveis ate,termina em,utilize ate,use ate,valido ate ao dia',
    since: 'desde,ativado em,a partir de,contratado em',
    renewal: 'renova,renova em,renovacao,sera renovado em,renova-se a,renovado em,proxima renovacao',
    on: 'em,as,a,no dia,dia,ao,do dia',
    general: 'nacionais,dados nacionais,gerais,compartilhados,partilhados',
    other: 'roaming,redes sociais,internacionais,whatsapp,video,noturno,noturna',
    part: 'bonus,extra,adicionais,acumulados,adicional',
    among: 'dos quais,sendo,incluindo',
    today: 'hoje,diario,diaria,diarios',
    offer:
      'compre,contrate,ganhe,recarregue,envie,ligue,responda,ative,aproveite,adicione,acesse,oferta,promocao,por apenas,por so,adquira,aceda,peca,desfrute,leve',
    condition:
      'se voce,se ultrapassar,se exceder,quando,caso,ao atingir,ao consumir,assim que,apos consumir,apos o consumo de,apos atingir,apos o uso de',
    threshold: 'apos,exceder,ultrapassar,acima de',
    then: 'sera reduzida,reduzida,velocidade,sera cobrado,sera,passara',
    almost: 'quase,prestes a,em breve,ainda nao,esta acabando',
    limit: 'ate,velocidade de,reduzida para,velocidade para',
    data: 'dados,internet,internet movel,dados moveis',
    calls: 'minutos,chamadas,voz,ligacoes',
    texts: 'mensagens,sms',
    money: 'credito,fatura,saldo principal,valor,creditos,preco',
    plain:
      'por favor,uso da,de dados,de internet,do mes,saldo de,da sua internet,do seu pacote,da sua franquia,da internet,se precisar',
  },
};

/** French, as carriers write it. */
export const FRENCH: Vocabulary = {
  decimal: ',',
  words: {
    used: 'vous avez utilise,avez utilise,avez consomme,vous avez consomme,consommes,consomme,consommees,utilises,utilise,utilisees,deja consomme,deja utilise,data consommee,as consomme,tu as consomme,tu as utilise',
    usage: 'consommation,conso,usage,votre consommation,utilisation,conso data',
    left: 'il vous reste,vous reste,reste,restants,restant,restantes,restante,il reste,disponibles,disponible,encore disponibles,il te reste,solde data,solde internet,data restante,credit data,volume restant,reste a utiliser,reste a consommer',
    have: 'vous avez,vous disposez de,disposez de,solde,tu as',
    whole: 'total,au total,totaux,sur un total de,un total de',
    quota: 'forfait,enveloppe,quota,limite,inclus,incluses,pass,plafond,par mois,par jour,votre forfait de,pack',
    spent:
      "epuise,est epuise,avez epuise,vous avez epuise,epuisee,est epuisee,totalement consomme,entierement consomme,totalement utilise,entierement utilise,plus de data,avez atteint la limite,vous avez atteint la limite,consomme la totalite,utilise la totalite,consomme l'integralite,utilise l'integralite,limite atteinte,n'avez plus de data",
    reached: 'avez atteint,vous avez atteint,atteint,plus de',
    of: 'sur,sur les,sur vos,de vos,de votre,sur un total de,des,de,sur votre forfait de',
    asOf: 'au,a la date du,mis a jour,mis a jour le,a jour au,mise a jour le,derniere mise a jour,arrete au,a ce jour,en date du',
    until:
      "valable jusqu'au,valables jusqu'au,jusqu'au,jusqu'a,valable jusqu'a,valide jusqu'au,valides jusqu'au,expire le,expirent le,expire,expiration,date d'expiration,fin de validite,validite,a utiliser avant le,disponible jusqu'au,avant le,echeance",
    since: 'depuis,depuis le,active le,a partir du,du',
    renewal:
      'renouvele le,sera renouvele le,renouvellement le,renouvellement,prochaine facture,se renouvelle le,remis a zero le,prochain renouvellement',
    on: 'le,a,en date du',
    to: 'au',
    general: 'nationale,data nationale,partagee,en france',
    other:
      "roaming,itinerance,reseaux sociaux,etranger,international,depuis l'etranger,a l'etranger,video,nuit,en europe,depuis l'europe,data europe,zone europe,ue,hors france",
    part: 'bonus,supplementaires,supplementaire,recharge internet,reportes',
    among: 'dont,y compris',
    today: "aujourd'hui,quotidien,quotidienne,journalier,du jour",
    offer:
      'achetez,rechargez,souscrivez,profitez,envoyez,appelez,repondez,activez,offre,obtenez,ajoutez,cliquez,rendez-vous,pour seulement,commandez,promo,decouvrez,composez,connectez-vous',
    condition:
      'si,lorsque,quand,une fois,des que,en cas de,au-dela de,au-dela,apres avoir consomme,apres consommation de,a partir de',
    threshold: 'apres,depasser,depassez,depassement de',
    then: 'sera reduit,debit reduit,debit,sera,seront,sera limite,facture,sera ralenti',
    almost: 'presque,bientot,pas encore,sur le point de,quasiment',
    limit: "jusqu'a,debit de,reduit a,debit reduit a,debit limite a",
    data: 'data,internet,donnees,internet mobile,donnees mobiles',
    calls: 'minutes,appels,voix,communications',
    texts: 'sms,messages',
    money: 'credit,facture,compte principal,montant,prix,credit principal,hors-forfait,hors forfait',
    plain:
      "s'il vous plait,de data,d'internet,du mois,de donnees,de votre forfait,de votre enveloppe,suivi conso,de votre enveloppe internet,du jour au lendemain,de votre forfait internet,si besoin",
  },
};
