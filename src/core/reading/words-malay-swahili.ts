import type { Vocabulary } from './meaning.ts';

/** Indonesian and Malay. */
export const MALAY: Vocabulary = {
  decimal: ',',
  words: {
    used: 'telah digunakan,sudah digunakan,digunakan,terpakai,telah terpakai,sudah terpakai,telah menggunakan,anda telah menggunakan,sudah memakai,dipakai,anda sudah menggunakan,kuota terpakai,data digunakan,telah guna',
    usage: 'pemakaian,penggunaan,penggunaan data,pemakaian data',
    left: 'sisa,sisa kuota,sisa data,kuota tersisa,tersisa,masih ada,masih tersedia,tersedia,baki,baki data,berbaki,tinggal,anda masih memiliki,baki kuota,sisa kuota data,sisa kuota internet,sisa internet,bersisa,baki internet',
    have: 'anda memiliki,anda mempunyai,memiliki,saldo',
    whole: 'total,jumlah,keseluruhan,total kuota,jumlah kuota',
    quota: 'kuota,paket,batas,pelan,per hari,per bulan,sebulan,sehari,kuota utama,termasuk',
    spent: 'habis,telah habis,sudah habis,habis terpakai,habis digunakan,telah digunakan sepenuhnya,kuota habis',
    reached: 'mencapai,telah mencapai,sudah mencapai,lebih dari,melebihi',
    of: 'dari,daripada,dari total,dari kuota',
    asOf: 'per tanggal,per tgl,pada,pada tanggal,pada tgl,setakat,sehingga kini,diperbarui,terakhir diperbarui,dikemas kini,update terakhir,hingga kini,per',
    until:
      'berlaku hingga,berlaku sampai,berlaku s/d,masa aktif,masa aktif hingga,masa aktif sampai,masa berlaku,s/d,hingga,sampai,sah sehingga,sah hingga,tamat,tamat pada,berakhir,berakhir pada,sampai dengan,aktif sampai,aktif hingga,tempoh sah hingga,luput pada,sehingga,aktif s/d',
    since: 'sejak,mulai,diaktifkan pada,aktif sejak',
    renewal: 'diperpanjang pada,perpanjangan,diperbaharui pada',
    on: 'tgl,tanggal,pukul,jam',
    general: 'kuota nasional,semua jaringan,kuota reguler,reguler',
    other:
      'roaming,kuota malam,malam,aplikasi,kuota aplikasi,kuota lokal,luar negeri,media sosial,hiburan,sosmed,tengah malam',
    part: 'bonus,kuota bonus,tambahan,kuota tambahan',
    among: 'di antaranya,termasuk antaranya',
    today: 'harian,hari ini,kuota harian',
    offer:
      'beli,dapatkan,hubungi,kirim,balas,isi ulang,tekan,klik,aktifkan,nikmati,tambah nilai,langgan,hanya rp,hanya rm,promo,cek,download,kunjungi,layari,taip',
    condition: 'jika,apabila,bila,setelah pemakaian,setelah mencapai,selepas,sekiranya,ketika,saat mencapai',
    threshold: 'setelah,melampaui',
    then: 'akan,kecepatan,kelajuan,dibatasi,menjadi',
    almost: 'hampir,akan segera,segera,belum,hampir habis,akan habis',
    limit: 'kecepatan hingga,kelajuan sehingga,kecepatan menjadi',
    data: 'data,internet,kuota internet,kuota data',
    calls: 'menit,telepon,minit,panggilan,nelpon',
    texts: 'sms,pesan',
    money: 'pulsa,tagihan,kredit,saldo pulsa,sisa pulsa,bil,harga,baki kredit',
    plain: 'terima kasih,terima kasih telah menggunakan,pelanggan,tidak habis',
  },
};

/** Swahili, as carriers write it. */
export const SWAHILI: Vocabulary = {
  decimal: '.',
  words: {
    used: 'umetumia,imetumika,zimetumika,umeshatumia',
    left: 'umebakiwa na,imebaki,zimebaki,umebaki na,imesalia,salio la data,salio lako la data,salio la data ni,salio la intaneti,salio lako la intaneti,salio la bando,zilizobaki,iliyobaki,umesaliwa na',
    have: 'salio,salio lako',
    whole: 'jumla,jumla ya',
    quota: 'kifurushi,bando',
    spent: 'imeisha,imekwisha,kimeisha,kimekwisha,umemaliza,zimeisha',
    of: 'kati ya',
    asOf: 'kufikia,kwa tarehe',
    until: 'hadi,mpaka,muda wa matumizi hadi,itaisha,inaisha,kitaisha,kinaisha tarehe,hadi tarehe',
    on: 'tarehe,saa',
    offer: 'piga,nunua,pata,ongeza,tuma',
    condition: 'ikiwa,endapo',
    almost: 'karibu,inakaribia',
    data: 'data,intaneti,mtandao',
    calls: 'dakika',
    texts: 'sms,ujumbe',
    money: 'muda wa maongezi,shilingi,ksh,tsh',
  },
};
