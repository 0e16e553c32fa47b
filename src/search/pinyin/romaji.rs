//! Kana by rōmaji, Hepburn or kunrei.

use super::PinyinLetter;
use super::line_chars::{LineChars, full_width, with_sound_mark};
use super::readings::initial_bit;
use std::sync::LazyLock;

/// Kana of one row, alone or with a small kana behind, and the spellings of each: Hepburn, kunrei, and those of input
/// methods.
const SOUNDS: [(&str, &str); 53] = [
    ("ア イ ウ エ オ", "a i u e o"),
    ("ァ ィ ゥ ェ ォ", "a i u e o"),
    ("カ キ ク ケ コ", "ka ki ku ke ko"),
    ("ガ ギ グ ゲ ゴ", "ga gi gu ge go"),
    ("サ シ ス セ ソ", "sa shi/si/ci su se so"),
    ("ザ ジ ズ ゼ ゾ", "za ji/zi zu ze zo"),
    ("タ チ ツ テ ト", "ta chi/ti tsu/tu te to"),
    ("ダ ヂ ヅ デ ド", "da ji/di zu/du de do"),
    ("ナ ニ ヌ ネ ノ", "na ni nu ne no"),
    ("ハ ヒ フ ヘ ホ", "ha hi fu/hu he ho"),
    ("バ ビ ブ ベ ボ", "ba bi bu be bo"),
    ("パ ピ プ ペ ポ", "pa pi pu pe po"),
    ("マ ミ ム メ モ", "ma mi mu me mo"),
    ("ヤ ユ ヨ ヴ", "ya yu yo vu"),
    ("ラ リ ル レ ロ", "ra ri ru re ro"),
    ("ワ ヲ ン ヰ ヱ ヮ", "wa o/wo n/nn i/wi e/we wa"),
    ("ヵ ヶ ッ", "ka ke xtu/ltu/xtsu"),
    ("キャ キュ キェ キョ", "kya kyu kye kyo"),
    ("ギャ ギュ ギェ ギョ", "gya gyu gye gyo"),
    ("シャ シュ シェ ショ", "sha/sya shu/syu she/sye sho/syo"),
    (
        "ジャ ジュ ジェ ジョ",
        "ja/zya/jya ju/zyu/jyu je/zye/jye jo/zyo/jyo",
    ),
    (
        "チャ チュ チェ チョ",
        "cha/tya/cya chu/tyu/cyu che/tye/cye cho/tyo/cyo",
    ),
    (
        "ヂャ ヂュ ヂェ ヂョ",
        "ja/zya/dya ju/zyu/dyu je/zye/dye jo/zyo/dyo",
    ),
    ("ニャ ニュ ニェ ニョ", "nya nyu nye nyo"),
    ("ヒャ ヒュ ヒェ ヒョ", "hya hyu hye hyo"),
    ("ビャ ビュ ビェ ビョ", "bya byu bye byo"),
    ("ピャ ピュ ピェ ピョ", "pya pyu pye pyo"),
    ("ミャ ミュ ミェ ミョ", "mya myu mye myo"),
    ("リャ リュ リェ リョ", "rya ryu rye ryo"),
    ("ファ フィ フェ フォ", "fa/fwa fi/fwi/fyi fe/fwe/fye fo/fwo"),
    ("フャ フュ フョ", "fya fyu fyo"),
    ("ヴァ ヴィ ヴェ ヴォ", "va vi/vyi ve/vye vo"),
    ("ヴャ ヴュ ヴョ", "vya vyu vyo"),
    ("ウァ ウィ ウェ ウォ", "wa/wha wi/whi we/whe wo/who"),
    ("イェ イィ", "ye yi"),
    ("ティ ディ", "ti/thi di/dhi"),
    ("トゥ ドゥ", "tu/twu du/dwu"),
    ("テュ デュ", "tyu/thu dyu/dhu"),
    ("テャ テョ デャ デョ", "tha tho dha dho"),
    ("テェ デェ", "the dhe"),
    ("トァ トィ トェ トォ", "twa twi twe two"),
    ("ドァ ドィ ドェ ドォ", "dwa dwi dwe dwo"),
    ("ツァ ツィ ツェ ツォ", "tsa tsi/ti tse tso"),
    ("クァ クィ クェ クォ", "kwa/qa kwi/qi kwe/qe kwo/qo"),
    ("クヮ グヮ クゥ グゥ", "kwa gwa kwu gwu"),
    ("グァ グィ グェ グォ", "gwa gwi gwe gwo"),
    ("スァ スィ スェ スォ", "swa si/swi swe swo"),
    ("ズィ", "zi"),
    ("ホァ ホィ ホェ ホォ", "hwa hwi hwe hwo"),
    ("ヷ ヸ ヹ ヺ", "va vi ve vo"),
    ("ブァ ブィ ブェ ブォ", "va/bwa vi/bwi ve/bwe vo/bwo"),
    ("シィ チィ ジィ", "syi tyi/cyi zyi/jyi"),
    (
        "ヒィ ビィ ピィ ミィ リィ ニィ キィ ギィ",
        "hyi byi pyi myi ryi nyi kyi gyi",
    ),
];
/// Particles, which sound otherwise than they are written; in hiragana only.
const PARTICLES: [(char, &str); 2] = [('は', "wa"), ('へ', "e")];

/// Marks of repetition in a row: こゝゝ.
const MAX_REPETITION_MARK_COUNT: usize = 8;

/// A kana, the small kana behind it or U+0000, and the letters of their sound.
type Spelling = (char, char, &'static str);

/// Spellings of all sounds, sorted.
static SPELLINGS: LazyLock<Box<[Spelling]>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for (kana, spellings) in SOUNDS {
        for (kana, spellings) in kana.split(' ').zip(spellings.split(' ')) {
            let mut kana = kana.chars();
            let first = kana.next().unwrap_or_default();
            let small = kana.next().unwrap_or_default();
            found.extend(
                spellings
                    .split('/')
                    .map(|spelling| (first, small, spelling)),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
});

/// A sound that begins at a kana.
#[derive(Debug)]
pub(super) struct Sound {
    text: &'static str,
    /// Kana it takes.
    kana_count: usize,
    /// Whether a kana follows that may lengthen its vowel.
    is_long: bool,
}

impl Sound {
    /// Hands out how many letters of a query it may be, and how many kana these take.
    pub(super) fn push_endings(&self, query: &[PinyinLetter], mut push: impl FnMut(usize, usize)) {
        let typed = query.iter().map(|letter| letter.c);
        let len = self.text.len();
        if query.len() < len || !self.text.chars().eq(typed.take(len)) {
            return;
        }
        let next = query.get(len).map(|letter| letter.c);
        if self.is_long {
            push(len, self.kana_count + 1);
            if next.is_some() && next == self.text.chars().next_back() {
                push(len + 1, self.kana_count + 1);
            }
        }
        // A long vowel at the end is taken along.
        if !self.is_long || next.is_some() {
            push(len, self.kana_count);
        }
    }
}

fn to_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Returns the sounds that begin at a kana. A mark of repetition sounds as the kana before it.
pub(super) fn sounds(chars: &mut LineChars<'_>, index: usize) -> Vec<Sound> {
    let Some(written) = chars.get(index) else {
        return Vec::new();
    };
    let mut kana = |index| chars.get(index).map(to_katakana);
    // Of several marks in a row each repeats the kana before the first.
    let before = (0..index).rev().take(MAX_REPETITION_MARK_COUNT);
    let mut before = before.map_while(&mut kana);
    let repeated = before.find(|c| !matches!(c, 'ヽ' | 'ヾ'));
    let c = match (to_katakana(written), repeated) {
        ('ヽ', Some(repeated)) => repeated,
        ('ヾ', Some(repeated)) => with_sound_mark(repeated, '\u{3099}').unwrap_or(repeated),
        (c, _) => c,
    };
    let small = kana(index + 1).unwrap_or_default();
    let mut found = Vec::new();
    let first = SPELLINGS.partition_point(|entry| entry.0 < c);
    let entries = SPELLINGS.iter().skip(first);
    for (_, follower, text) in entries.take_while(|entry| entry.0 == c) {
        let kana_count = match *follower {
            '\0' => 1,
            follower if follower == small => 2,
            _ => continue,
        };
        found.push((*text, kana_count));
    }
    let particle = PARTICLES.iter().find(|(kana, _)| *kana == written);
    found.extend(particle.map(|(_, text)| (*text, 1)));
    let sound = |(text, kana_count): (&'static str, usize)| {
        let lengthening = match text.chars().next_back() {
            Some('o') => "ウオー",
            Some('u') => "ウー",
            _ => "ー",
        };
        Sound {
            is_long: kana(index + kana_count).is_some_and(|c| lengthening.contains(c)),
            kana_count,
            text,
        }
    };
    found.into_iter().map(sound).collect()
}

/// Returns whether a kana is the first of these letters because of the one behind it: っ of a doubled consonant or a t
/// before ch, ん as an m before b, p and m. A long mark is typed as a hyphen.
pub(super) fn is_assimilated(kana: char, query: &[PinyinLetter]) -> bool {
    let mut typed = query.iter().map(|letter| letter.c);
    let (first, second) = (typed.next(), typed.next());
    match to_katakana(kana) {
        'ッ' => {
            let is_doubled = first.is_some_and(|c| c.is_ascii_alphabetic()) && first == second;
            is_doubled || (first, second) == (Some('t'), Some('c'))
        }
        'ー' => first == Some('-'),
        'ン' => first == Some('m') && matches!(second, Some('b' | 'p' | 'm')),
        _ => false,
    }
}

/// First and last code point of hiragana and katakana, and of half-width katakana.
const KANA: (u32, u32) = (0x3041, 0x30FF);
const HALF_WIDTH_KANA: (u32, u32) = (0xFF66, 0xFF9D);
/// Sets of initials of the sounds of kana, with a sound mark and without, then of half-width ones.
static INITIALS: LazyLock<Box<[u32]>> = LazyLock::new(|| {
    let of_sounds = |kana: char| {
        let entries = SPELLINGS.iter().filter(|entry| entry.0 == kana);
        let firsts = entries.filter_map(|entry| entry.2.chars().next());
        firsts.fold(0, |set, first| set | initial_bit(first))
    };
    let set = |code| {
        let written = char::from_u32(code).unwrap_or_default();
        let c = to_katakana(full_width(written));
        let marks = ['\u{3099}', '\u{309A}'].into_iter();
        let marked = marks.filter_map(|mark| with_sound_mark(c, mark));
        let particles = PARTICLES.iter().filter(|(kana, _)| *kana == written);
        let particles = particles.filter_map(|(_, text)| text.chars().next());
        match c {
            'ッ' => u32::MAX,
            'ン' => initial_bit('n') | initial_bit('m'),
            _ => marked
                .map(of_sounds)
                .chain(particles.map(initial_bit))
                .fold(of_sounds(c), |set, more| set | more),
        }
    };
    (KANA.0..=KANA.1)
        .chain(HALF_WIDTH_KANA.0..=HALF_WIDTH_KANA.1)
        .map(set)
        .collect()
});

/// Returns the set of initials of the sounds that begin at a kana.
pub(super) fn initials(kana: char) -> u32 {
    let code = u32::from(kana);
    let index = match code {
        _ if (KANA.0..=KANA.1).contains(&code) => code - KANA.0,
        _ if (HALF_WIDTH_KANA.0..=HALF_WIDTH_KANA.1).contains(&code) => {
            KANA.1 - KANA.0 + 1 + code - HALF_WIDTH_KANA.0
        }
        _ => return 0,
    };
    INITIALS.get(index as usize).copied().unwrap_or_default()
}
