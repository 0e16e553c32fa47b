//! Kana by rōmaji, Hepburn or kunrei.

use super::readings::initial_bit;
use super::{LineChars, PinyinLetter};
use std::sync::LazyLock;

/// Kana of one row, and their sounds in Hepburn and in kunrei.
const SOUNDS: [(&str, &str, &str); 15] = [
    ("アイウエオ", "a i u e o", "a i u e o"),
    ("カキクケコ", "ka ki ku ke ko", "ka ki ku ke ko"),
    ("ガギグゲゴ", "ga gi gu ge go", "ga gi gu ge go"),
    ("サシスセソ", "sa shi su se so", "sa si su se so"),
    ("ザジズゼゾ", "za ji zu ze zo", "za zi zu ze zo"),
    ("タチツテト", "ta chi tsu te to", "ta ti tu te to"),
    ("ダヂヅデド", "da ji zu de do", "da di du de do"),
    ("ナニヌネノ", "na ni nu ne no", "na ni nu ne no"),
    ("ハヒフヘホ", "ha hi fu he ho", "ha hi hu he ho"),
    ("バビブベボ", "ba bi bu be bo", "ba bi bu be bo"),
    ("パピプペポ", "pa pi pu pe po", "pa pi pu pe po"),
    ("マミムメモ", "ma mi mu me mo", "ma mi mu me mo"),
    ("ヤユヨヴ", "ya yu yo vu", "ya yu yo vu"),
    ("ラリルレロ", "ra ri ru re ro", "ra ri ru re ro"),
    ("ワヲンヰヱ", "wa o n i e", "wa wo nn wi we"),
];
/// Kana that a small ャ, ュ or ョ follows, and the beginning of the sound in Hepburn and in kunrei.
const GLIDES: [(char, &str, &str); 12] = [
    ('キ', "ky", "ky"),
    ('ギ', "gy", "gy"),
    ('シ', "sh", "sy"),
    ('ジ', "j", "zy"),
    ('チ', "ch", "ty"),
    ('ヂ', "j", "zy"),
    ('ニ', "ny", "ny"),
    ('ヒ', "hy", "hy"),
    ('ビ', "by", "by"),
    ('ピ', "py", "py"),
    ('ミ', "my", "my"),
    ('リ', "ry", "ry"),
];

/// A sound that begins at a kana.
#[derive(Debug)]
pub(super) struct Sound {
    text: String,
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
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Returns the sounds that begin at a kana.
pub(super) fn sounds(chars: &mut LineChars<'_>, index: usize) -> Vec<Sound> {
    let mut kana = |index| chars.get(index).map(to_katakana);
    let Some(c) = kana(index) else {
        return Vec::new();
    };
    let glide = kana(index + 1).and_then(|small| {
        "ャュョ"
            .chars()
            .zip("auo".chars())
            .find(|(kana, _)| *kana == small)
    });
    let kana_count = if glide.is_some() { 2 } else { 1 };
    let behind = kana(index + kana_count);
    let sounds = match glide {
        Some((_, vowel)) => {
            let stems = GLIDES.iter().filter(|(kana, _, _)| *kana == c);
            stems
                .flat_map(|(_, hepburn, kunrei)| [hepburn, kunrei])
                .map(|stem| format!("{stem}{vowel}"))
                .collect()
        }
        None => single_sounds(c),
    };
    let sound = |text: String| {
        let lengthening = match text.chars().next_back() {
            Some('o') => "ウオー",
            Some('u') => "ウー",
            _ => "ー",
        };
        Sound {
            is_long: behind.is_some_and(|c| lengthening.contains(c)),
            kana_count,
            text,
        }
    };
    sounds.into_iter().map(sound).collect()
}

fn single_sounds(c: char) -> Vec<String> {
    let rows = SOUNDS.iter().filter_map(|(kana, hepburn, kunrei)| {
        let column = kana.chars().position(|other| other == c)?;
        Some([hepburn, kunrei].map(|row| row.split(' ').nth(column).unwrap_or_default().to_owned()))
    });
    let mut found: Vec<String> = rows.flatten().collect();
    found.dedup();
    found
}

/// Whether a kana is the first of these letters because of the one behind it: っ of a doubled consonant, ん as an m
/// before b, p and m.
pub(super) fn is_assimilated(kana: char, query: &[PinyinLetter]) -> bool {
    let mut typed = query.iter().map(|letter| letter.c);
    let (first, second) = (typed.next(), typed.next());
    match to_katakana(kana) {
        'ッ' => first.is_some_and(|c| c.is_ascii_alphabetic()) && first == second,
        'ン' => first == Some('m') && matches!(second, Some('b' | 'p' | 'm')),
        _ => false,
    }
}

/// First and last code point of hiragana and katakana.
const KANA: (u32, u32) = (0x3041, 0x30FF);
/// Sets of initials of the sounds of kana.
static INITIALS: LazyLock<Box<[u32]>> = LazyLock::new(|| {
    let set = |code| {
        let c = to_katakana(char::from_u32(code).unwrap_or_default());
        match c {
            'ッ' => u32::MAX,
            'ン' => initial_bit('n') | initial_bit('m'),
            _ => {
                let glides = GLIDES.iter().filter(|(kana, _, _)| *kana == c);
                let glides = glides
                    .flat_map(|(_, hepburn, kunrei)| [(*hepburn).to_owned(), (*kunrei).to_owned()]);
                let firsts = single_sounds(c)
                    .into_iter()
                    .chain(glides)
                    .filter_map(|sound| sound.chars().next());
                firsts.fold(0, |set, first| set | initial_bit(first))
            }
        }
    };
    (KANA.0..=KANA.1).map(set).collect()
});

/// Returns the set of initials of the sounds that begin at a kana.
pub(super) fn initials(kana: char) -> u32 {
    let index = u32::from(kana).checked_sub(KANA.0);
    index
        .and_then(|index| INITIALS.get(index as usize))
        .copied()
        .unwrap_or_default()
}
