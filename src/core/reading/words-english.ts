import type { Vocabulary } from './meaning.ts';

/** Europe, India, East Africa, Hong Kong. */
export const ENGLISH: Vocabulary = {
  decimal: '.',
  words: {
    used: "used,have used,you have used,you've used,you used,has been used,have been used,consumed,have consumed,you have consumed,you've consumed,has been consumed,is consumed,utilised,utilized,is used,data used,data consumed,consumption so far,total used,total usage,total data used,total data usage,used so far,used up to now,has used,was used,were used,used data",
    usage: 'usage,data usage,use,consumption,current usage,utilisation,utilization,spent',
    left: 'left,remaining,remain,remains,remaining data,data remaining,data left,remaining balance,remaining data balance,still have,you still have,available,available data,data available,unused,to go,left over,rest,is left,are left,total remaining,total left,left to use,bal left,remaining quota,remaining allowance,remaining volume,you only have,only have,data bal,bal,data balance,bundle balance,balance of data,internet balance,balance data,mb balance,gb balance,unutilised,unutilized',
    have: 'you have,have,has,balance,balance is,current balance,you have got,you got',
    whole: 'total,total data,total allowance,in total,overall,total quota,total volume,data total,whole,total of',
    quota:
      'quota,allowance,limit,data limit,usage limit,plan,data plan,plan limit,pack,package,bundle,data bundle,entitlement,cap,data cap,daily limit,monthly limit,per day,per month,a day,a month,included,includes,include,contains,plan data,per plan,as per plan,data allowance,data quota,volume,monthly,allocation',
    spent:
      "used up,has been used up,have been used up,been used up,is used up,you have used up,have used up,exhausted,has been exhausted,fully used,fully consumed,fully utilised,fully utilized,used all,used all of,used all your,have used all,you have used all,you've used all,depleted,finished,run out,has run out,have run out,ran out,run out of,no data left,no more data,no data remaining,all used,completely used,used up all,has finished,limit reached,data limit reached,reached your limit,reached your data limit,reached the limit,reached the data limit,reached your daily limit,reached your daily data limit,reached your monthly limit,reached your monthly data limit,exceeded your data limit,exceeded your limit,exceeded your data,have exceeded your,you've exceeded your,has been throttled,has been reduced,have been reduced,has been slowed,is now reduced,you are out of,out of data,all your data has been used,all of your data has been used,used all of your data,zero balance,fully exhausted",
    reached: 'reached,has reached,have reached,crossed,have crossed,hit,passed,over,more than,exceeded,at',
    of: 'of,out of,from,of your,out of your,of the,from your,of a,of total,out of a total of,out of total',
    outOf: 'of which',
    asOf: 'as of,as on,as at,updated,last updated,updated on,last updated on,updated at,last update,correct as of,correct at,accurate as of,usage as of,as from,data as of,status as of,current as of,checked on,checked at,usage until,usage to,usage up to,used until,used to,up to,till now',
    until:
      'valid until,valid till,valid to,valid thru,valid through,valid up to,valid upto,validity,validity till,validity until,validity date,expires,expires on,expiring,expiring on,expires at,expiry,expiry date,expiry time,exp,exp on,exp date,will expire,will expire on,expire on,expire,until,till,upto,ends,ends on,ending,ending on,ending at,use by,use before,valid for use until,good until,good through,available until,end date,due to expire on,valid,expiration,expiration date,usable until,is valid until,through,before',
    since:
      'since,from,activated,activated on,started,starts,start date,starting,valid from,purchased,purchased on,bought on,sent,sent on,bill date,billed on,recharged on,effective,subscribed on,sent at,created',
    renewal:
      'renewed at,renewed on,be renewed at,be renewed on,will be renewed,will be renewed at,will be renewed on,will be refreshed,refreshed at,refreshes,will be reset at,resets,resets on,reset,reset on,renews,renews on,renewal,renewal date,will renew,will renew on,refreshes on,next reset,next bill,next billing date,will reset on,will be reset on,will refresh on,resets at',
    on: 'on,at,date',
    to: 'to,do',
    untilAfter: 'expiry',
    general:
      'general,main data,any network data,all-purpose,anytime,any time,local data,local mobile data,standard data,general data,shared data,shared,national data,domestic,primary data,base data,nationwide,all-net,anytime data',
    other:
      'roaming,roaming data,roam,roam data,facebook,whatsapp,instagram,youtube,tiktok,twitter,netflix,spotify,social,social media,social data,video data,video,music,music data,gaming,games,night,night data,off-peak,midnight,offpeak,app,app data,app pack,zero-rated,mainland,macau,macao,mainland & macau,china,overseas,international,streaming,stream,telegram,snapchat,kids,travel pass,wifi,wi-fi,hotspot,night time,bonus social,cloud,storage,mailbox,weekend,weekend data,early morning',
    part: 'bonus,bonus data,rollover,rolled over,rolled-over,rollover data,carried over,carry-over,extra data,add-on,addon,add on,booster,top-up data,topup data,top-up balance,extra,gifted,gift data,plan data,promo,promotional,in-bundle,4g data,5g data,hotspot data,loyalty,data rollover',
    among: 'of which,including,thereof,which includes',
    today: 'daily,today,yesterday,todays,daily data,daily high speed data,daily high-speed data,per-day,day',
    offer:
      'get,buy,reply,dial,text,send,purchase,subscribe,recharge,upgrade,enjoy,click,visit,order,activate,call,sms yes,download,add more,top up,top-up now,topup,data topup,data top-up,data booster at,renew now,tap,go to,log in,login,offer,special offer,only for,just rs,at just,at rs,for just,win,claim,opt,top up now,free gift,you will get,you get,get up to,up for grabs,shop,exclusive,try,just for you,you bought,have bought,you have bought,you have purchased,you have received,have received,received,has been credited,credited,has been activated,has been added,successfully,successful,congratulations',
    condition:
      "if,once,when,whenever,should you,unless,in case,upon,as soon as,after you use,after you have used,after using,after you've used,after usage of,after consuming,after consumption of,after exceeding,after reaching,beyond,in excess of,every time,each time,alert me at,would,could",
    threshold: 'after,exceed,exceeds,exceeding,above',
    then: 'will be,will reduce,speed will,will drop,be reduced,be throttled,reduced to,slowed to,throttled to,limited to,capped at,charged at,speed,speeds,then,you will,will',
    almost:
      'almost,nearly,about to,close to,running low,soon,not yet,going to,will run out,may run out,not been,not,is low,nearly all,almost all,low on',
    limit:
      'speed of,speeds of,reduced to,slowed to,throttled to,limited to,speed is,speed reduced to,drops to,up to,warning at,threshold,alert level,file size,single file',
    data: 'data,internet,mobile data,mobile internet,high speed data,high-speed data,broadband,net,mbs,bundles',
    plus: '+',
    calls: 'minutes,mins,calls,voice,talk time,talktime,call',
    texts: 'sms,messages,texts,mms',
    money:
      'airtime,credit,main balance,account balance,bill,charges,amount due,main account,airtime balance,your account,cost,price,bill amount,outstanding,wallet,credit balance',
    plain:
      'can be used,be used,to be used,may be used,could be used,can only be used,can use,to use,you have a,you have an,have a,have been,has been,please,thank you for using,continue using,start using,how to use,stop using,enjoy your,get in touch,used to be,customer,dear customer,per plan,not include,plan name,total bill,use of,how much,terms of use,at any time,at least,at most,from time to time,call center,call centre,calling,all day,per gb,per mb,a gb,your current plan,china mobile,usage alert,data alert,usage notification,data usage alert,balance alert,data usage notification,data balance alert,24 hours a day,including tax,activated plan,recharge of,till you,until you,data do not,high speed,high-speed,text message,over the,thanks for,remaining days,days remaining,days left,day left,hours left,remaining validity,over 4g,over 5g',
  },
};
