//! Language of a text, as far as line setting and search need it, and scripts of characters.

/// Language that selects the rules of line setting: kinsoku, hanging punctuation, breaks in Hangul.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextLang {
    /// Chinese, simplified or undetermined.
    #[default]
    Hans,
    /// Chinese, traditional: stops are centred in their cell and do not hang (CLREQ 3.1.8).
    Hant,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Latin and others.
    Other,
}

impl TextLang {
    /// Parses a BCP 47 tag such as `zh-TW` or `ja`; `None` for an unsupported language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        match tag.as_str() {
            "zh" | "zh-hans" | "zh-cn" | "zh-sg" | "zh-hans-cn" => Some(Self::Hans),
            "zh-hant" | "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant-tw" | "zh-hant-hk" => {
                Some(Self::Hant)
            }
            _ => match tag.split('-').next()? {
                "ja" => Some(Self::Ja),
                "ko" => Some(Self::Ko),
                "en" => Some(Self::Other),
                _ => None,
            },
        }
    }
}

/// Returns whether `c` is a Han character: URO, extensions, compatibility, 〇 and 々, no punctuation.
pub const fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFD)
}

/// Returns whether `c` is hiragana or katakana, including half-width katakana.
pub const fn is_kana(c: char) -> bool {
    matches!(c as u32, 0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF
        | 0x31F0..=0x31FF | 0xFF66..=0xFF9D | 0x1B000..=0x1B16F)
}

/// Returns whether `c` is a Hangul syllable or jamo.
pub const fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7FB)
}

/// Returns whether `c` is a letter of Chinese, Japanese or Korean: Han, kana or Hangul.
pub const fn is_cjk(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// Returns whether `c` is punctuation of both Chinese and Latin: “ ” ‘ ’ — … ·
pub const fn is_shared_punct(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{2015}' | '\u{2E3A}'
    )
}

/// Returns the letters, ideographs and digits of `text`, the key for comparing titles and lines.
pub fn letters_only(text: &str) -> impl Iterator<Item = char> {
    let is_letter = |c: &char| is_han(*c) || !is_common_mark(*c) && c.is_alphanumeric();
    text.chars().filter(is_letter)
}

/// Detects the language of a sample (a few KiB suffice) from the shares of kana, Hangul and Han. Chinese is
/// simplified or traditional by characters that only one of the two uses.
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
        } else if !is_common_mark(c) && c.is_alphabetic() {
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
        TextLang::Hans
    }
}

/// Returns whether `c` is a mark that East Asian text is full of; none of them is a letter or a digit, and the tables
/// of the standard library need long to find that out.
fn is_common_mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Set of unified ideographs (U+4E00–9FFF), a bit each.
struct HanSet([u64; HAN_BLOCK_LEN / 64]);

/// Code points from U+4E00 to U+9FFF.
const HAN_BLOCK_LEN: usize = 0x5200;

impl HanSet {
    const fn new(chars: &[char]) -> Self {
        let mut bits = [0; HAN_BLOCK_LEN / 64];
        let mut at = 0;
        while at < chars.len() {
            let index = chars[at] as usize - 0x4E00;
            bits[index / 64] |= 1 << (index % 64);
            at += 1;
        }
        Self(bits)
    }

    fn contains(&self, c: char) -> bool {
        let index = (c as usize).wrapping_sub(0x4E00);
        let bits = self.0.get(index / 64);
        bits.is_some_and(|bits| bits >> (index % 64) & 1 == 1)
    }
}

/// Frequent characters that only traditional (and Japanese) texts use.
static ONLY_TRADITIONAL: HanSet = HanSet::new(&[
    '來', '個', '們', '問', '國', '學', '對', '時', '書', '會', '東', '氣', '沒', '為', '無', '畫',
    '當', '發', '結', '絕', '給', '統', '經', '線', '總', '義', '習', '與', '興', '舉', '萬', '見',
    '許', '話', '說', '證', '識', '議', '護', '讀', '變', '讓', '貝', '負', '財', '貴', '買', '費',
    '資', '賣', '質', '車', '這', '過', '還', '鄉', '長', '門', '開', '間', '關', '電', '風', '飛',
    '馬', '魚', '鳥', '點', '龍',
]);
/// Frequent characters that only simplified texts use.
static ONLY_SIMPLIFIED: HanSet = HanSet::new(&[
    '万', '与', '东', '个', '为', '举', '义', '习', '乡', '书', '买', '们', '会', '关', '兴', '卖',
    '发', '变', '国', '学', '对', '开', '当', '总', '护', '无', '时', '来', '气', '没', '点', '电',
    '画', '线', '经', '结', '给', '绝', '统', '见', '让', '议', '许', '证', '识', '话', '说', '读',
    '贝', '负', '财', '质', '贵', '费', '资', '车', '过', '还', '这', '长', '门', '问', '间', '风',
    '飞', '马', '鱼', '鸟', '龙',
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_their_characters_only() {
        let set = HanSet::new(&['一', '龍', '\u{9FFF}']);
        let all = ('\0'..=char::MAX).filter(|c| set.contains(*c));
        assert_eq!(all.collect::<String>(), "一龍\u{9FFF}");
    }

    #[test]
    fn no_common_mark_is_a_letter() {
        let letters = ('\0'..=char::MAX).filter(|c| is_common_mark(*c) && c.is_alphanumeric());
        assert_eq!(letters.count(), 0);
    }

    #[test]
    fn languages_are_told_apart_by_their_characters() {
        for (text, want) in [
            (
                "统筹城乡发展，是全面建设小康社会的内在要求。",
                TextLang::Hans,
            ),
            ("話說天下大勢，分久必合，合久必分。", TextLang::Hant),
            ("吾輩は猫である。名前はまだ無い。", TextLang::Ja),
            ("새침하게 흐린 품이 눈이 올 듯하더니", TextLang::Ko),
            (
                "It was the best of times, it was the worst of times.",
                TextLang::Other,
            ),
            ("", TextLang::Hans),
        ] {
            assert_eq!(language(text), want, "{text}");
        }
    }
}
