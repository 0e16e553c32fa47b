//! Most frequent Chinese, Japanese and Korean characters. Text decoded in a wrong encoding consists of rare
//! ones.

/// Most frequent Han characters of modern and classical texts, simplified and traditional, in no particular
/// order.
const COMMON_HAN_CHARS: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔石息越叫百千字风花古言语章亦曰乃矣夫故兮焉哉吾汝君臣侯圣贤未若何莫爱夜春秋听酒诗城江河云雨火土木六七八九某每呢吗吧啊呀谁您咱哪怎這個們來為國說時會對過發後裡裏種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問戰頭體見產話內給門東聲員論處義幾條係氣題爾別變總電數報結務場計資許統區隊書決馬聽達強難權設記張該規萬覺術領確傳觀讓識帶導爭運筆語風類據邊師歲歸舊讀寫賣買錢銀鐵鳥魚龍飛陽陰願應歡樂離雖雙親愛憂卻並於著纔才甚豈嗎誰眾聖賢禮詩雲滿處請謂誠氏姓太守曾卿弟兄父母妻夫駅円気読書売買桜沢込働彼僕私俺今日何見言思行来出入手目前後間時";

/// Most frequent Hangul syllables.
const COMMON_HANGUL_SYLLABLES: &str = "이다는에의을가고하지은로도기사어리나서대한를자인시아수그라정니들있해으여부게과보제일만것원전주구면오장상었했와안없까거내때더러마모무미세소스말요연용우위신선생성야조중처던며려적진동비던";

/// Start of the block CJK Unified Ideographs.
const FIRST_HAN_CODE_POINT: usize = 0x4E00;
/// Start of the block Hangul Syllables.
const FIRST_HANGUL_CODE_POINT: usize = 0xAC00;

/// Bitset with a bit per Han character, from [`FIRST_HAN_CODE_POINT`].
static HAN_BITSET: [u64; 328] = bitset(COMMON_HAN_CHARS, FIRST_HAN_CODE_POINT);
/// Bitset with a bit per Hangul syllable, from [`FIRST_HANGUL_CODE_POINT`].
static HANGUL_BITSET: [u64; 175] = bitset(COMMON_HANGUL_SYLLABLES, FIRST_HANGUL_CODE_POINT);

/// Builds a bitset of the characters of `text`, counted from `first`. Every character must have three bytes in
/// UTF-8.
const fn bitset<const WORDS: usize>(text: &str, first: usize) -> [u64; WORDS] {
    let bytes = text.as_bytes();
    let mut bits = [0; WORDS];
    let mut at = 0;
    while at + 2 < bytes.len() {
        let code = ((bytes[at] as usize & 0xF) << 12)
            | ((bytes[at + 1] as usize & 0x3F) << 6)
            | (bytes[at + 2] as usize & 0x3F);
        bits[(code - first) / 64] |= 1 << ((code - first) % 64);
        at += 3;
    }
    bits
}

fn bitset_contains(bits: &[u64], first: usize, c: char) -> bool {
    let index = (c as usize).wrapping_sub(first);
    bits.get(index / 64)
        .is_some_and(|word| word >> (index % 64) & 1 == 1)
}

/// Returns whether a Han character is among the thousand most frequent.
pub(crate) fn is_common_han(c: char) -> bool {
    bitset_contains(&HAN_BITSET, FIRST_HAN_CODE_POINT, c)
}

/// Returns whether a syllable is among the hundred most frequent.
pub(crate) fn is_common_hangul(c: char) -> bool {
    bitset_contains(&HANGUL_BITSET, FIRST_HANGUL_CODE_POINT, c)
}
