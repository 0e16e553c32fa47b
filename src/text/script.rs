//! Which language a text is written in, as far as line setting and search need to know, and the
//! scripts of single characters.

/// The language that rules line setting: kinsoku, hanging marks, breaks in Hangul.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextLang {
    /// Chinese, simplified (and everything that is not told apart).
    #[default]
    Zh,
    /// Chinese, traditional: marks stand in the centre of their frame and do not hang (CLREQ 3.1.8).
    Hant,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Latin and others.
    Other,
}

/// Whether `c` is a Han character, without punctuation: URO, extensions, compatibility, 〇 and 々.
pub const fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFD)
}

/// Whether `c` is hiragana or katakana (half-width included).
pub const fn is_kana(c: char) -> bool {
    matches!(c as u32, 0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF
        | 0x31F0..=0x31FF | 0xFF66..=0xFF9D | 0x1B000..=0x1B16F)
}

/// Whether `c` is a Hangul syllable or jamo.
pub const fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7FB)
}

/// The language of a sample (a few KiB are enough): by the shares of kana, Hangul and Han, and for
/// Chinese by characters that only one of the two scripts uses.
pub fn language(sample: &str) -> TextLang {
    let (mut han, mut kana, mut hangul, mut latin, mut hant, mut hans) =
        (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    for c in sample.chars() {
        if is_han(c) {
            han += 1;
            hant += u32::from(ONLY_TRADITIONAL.contains(c));
            hans += u32::from(ONLY_SIMPLIFIED.contains(c));
        } else if is_kana(c) {
            kana += 1;
        } else if is_hangul(c) {
            hangul += 1;
        } else if c.is_alphabetic() {
            latin += 1;
        }
    }
    let cjk = han + kana + hangul;
    if cjk * 10 < latin {
        TextLang::Other
    } else if hangul * 4 > cjk {
        TextLang::Ko
    } else if kana * 10 > cjk {
        TextLang::Ja
    } else if hant > hans {
        TextLang::Hant
    } else {
        TextLang::Zh
    }
}

/// Frequent characters that only traditional (and Japanese) texts use.
const ONLY_TRADITIONAL: &str = "們個這來說時國會為對發學過還沒無見話問間開關門東車長馬風飛魚鳥龍萬與興舉義習鄉買賣讀書畫電氣點當經結給統絕線總許證識議讓護變貝負財貴費資質";
/// Frequent characters that only simplified texts use.
const ONLY_SIMPLIFIED: &str = "们个这来说时国会为对发学过还没无见话问间开关门东车长马风飞鱼鸟龙万与兴举义习乡买卖读书画电气点当经结给统绝线总许证识议让护变贝负财贵费资质";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_by_their_characters() {
        for (text, want) in [
            ("统筹城乡发展，是全面建设小康社会的内在要求。", TextLang::Zh),
            ("話說天下大勢，分久必合，合久必分。", TextLang::Hant),
            ("吾輩は猫である。名前はまだ無い。", TextLang::Ja),
            ("새침하게 흐린 품이 눈이 올 듯하더니", TextLang::Ko),
            (
                "It was the best of times, it was the worst of times.",
                TextLang::Other,
            ),
            ("", TextLang::Zh),
        ] {
            assert_eq!(language(text), want, "{text}");
        }
    }
}
