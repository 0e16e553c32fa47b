//! Korean particles, whose form depends on the last sound of the word before them.

/// Last sound of a word, as far as particles depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FinalSound {
    Vowel,
    /// The consonant ㄹ, after which 으로 is 로.
    Rieul,
    Consonant,
}

/// Returns `word` with the particle that fits it: `after_consonant` (을, 이, 은, 과, 으로) or `after_vowel` (를, 가, 는, 와, 로).
/// Digits count as they are read in Sino-Korean, Latin letters by their names, those at the end of a word in lower case as in
/// Korean spellings. After other scripts both forms are given: `報告을(를)`.
pub(crate) fn with_particle(word: &str, after_consonant: &str, after_vowel: &str) -> String {
    match final_sound(word) {
        None => format!("{word}{after_consonant}({after_vowel})"),
        Some(FinalSound::Vowel) => format!("{word}{after_vowel}"),
        Some(FinalSound::Rieul) if after_consonant.starts_with('으') => {
            format!("{word}{after_vowel}")
        }
        Some(FinalSound::Rieul | FinalSound::Consonant) => format!("{word}{after_consonant}"),
    }
}

/// Returns the last sound of a word without its closing punctuation; `None` of scripts that Korean reads in several ways.
fn final_sound(word: &str) -> Option<FinalSound> {
    let last = word.chars().rev().find(|c| c.is_alphanumeric())?;
    match last {
        '가'..='힣' => Some(match (last as u32 - '가' as u32) % 28 {
            0 => FinalSound::Vowel,
            8 => FinalSound::Rieul,
            _ => FinalSound::Consonant,
        }),
        // 일 칠 팔, 엘 알
        '1' | '7' | '8' | 'l' | 'L' | 'R' => Some(FinalSound::Rieul),
        // 영 삼 육, 엠 엔
        '0' | '3' | '6' | 'm' | 'n' | 'M' | 'N' => Some(FinalSound::Consonant),
        'g' if word.ends_with("ng") => Some(FinalSound::Consonant),
        _ if last.is_ascii_alphanumeric() => Some(FinalSound::Vowel),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sound_decides() {
        for (word, object, direction) in [
            ("파일", "파일을", "파일로"),
            ("폴더", "폴더를", "폴더로"),
            ("책", "책을", "책으로"),
            ("10", "10을", "10으로"),
            ("12", "12를", "12로"),
            ("UTF-8", "UTF-8을", "UTF-8로"),
            ("GB18030", "GB18030을", "GB18030으로"),
            ("big5", "big5를", "big5로"),
            ("Big5-HKSCS", "Big5-HKSCS를", "Big5-HKSCS로"),
            ("EUC-KR", "EUC-KR을", "EUC-KR로"),
            ("theme", "theme를", "theme로"),
            ("heading", "heading을", "heading으로"),
            ("level", "level을", "level로"),
            ("quit", "quit를", "quit로"),
            ("a.txt (책)", "a.txt (책)을", "a.txt (책)으로"),
            ("報告", "報告을(를)", "報告으로(로)"),
            ("", "을(를)", "으로(로)"),
        ] {
            assert_eq!(with_particle(word, "을", "를"), object);
            assert_eq!(with_particle(word, "으로", "로"), direction);
        }
    }
}
