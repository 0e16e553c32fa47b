//! Numbers of list items as HTML and CSS name them (`type` of `ol`, `list-style-type`).

use super::number_format::format_number;

/// Form of the numbers of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a … z, aa, ab …
    LowerLetter,
    /// A … Z, AA, AB …
    UpperLetter,
    /// Neither number nor bullet.
    Absent,
    /// A form that documents of Word have too, by its name there.
    Common(&'static str),
}

impl NumberForm {
    /// Returns the form with a name of HTML (`a`) or CSS (`lower-alpha`).
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "1" | "decimal" => Self::Decimal,
            "a" | "lower-alpha" | "lower-latin" => Self::LowerLetter,
            "A" | "upper-alpha" | "upper-latin" => Self::UpperLetter,
            "i" | "lower-roman" => Self::Common("lowerRoman"),
            "I" | "upper-roman" => Self::Common("upperRoman"),
            "decimal-leading-zero" => Self::Common("decimalZero"),
            "cjk-ideographic"
            | "simp-chinese-informal"
            | "trad-chinese-informal"
            | "japanese-informal" => Self::Common("chineseCounting"),
            "cjk-decimal" => Self::Common("ideographDigital"),
            "cjk-heavenly-stem" => Self::Common("ideographTraditional"),
            "cjk-earthly-branch" => Self::Common("ideographZodiac"),
            "katakana" => Self::Common("aiueo"),
            "katakana-iroha" => Self::Common("iroha"),
            "korean-hangul-formal" => Self::Common("koreanCounting"),
            _ => return None,
        })
    }

    /// Returns the form that a value of `list-style` or `list-style-type` asks for.
    pub(crate) fn from_style(value: &str) -> Option<Self> {
        value.split_whitespace().find_map(|word| match word {
            "none" => Some(Self::Absent),
            "disc" | "circle" | "square" | "initial" | "revert" => Some(Self::Decimal),
            _ => Self::from_name(word),
        })
    }

    /// Returns a number as it is shown. One that the form lacks is decimal.
    pub(crate) fn shown(self, number: u64) -> String {
        let shown = match self {
            Self::Decimal | Self::Absent => None,
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).map(|text| text.to_uppercase()),
            Self::Common(format) => {
                let number = u32::try_from(number).ok();
                number.map(|number| format_number(number, format))
            }
        };
        shown.unwrap_or_else(|| number.to_string())
    }

    /// Returns the sign behind a number that the source leaves to the form: 一、 and 1.
    pub(crate) fn delimiter(self) -> char {
        match self {
            Self::Common(format) if !format.ends_with("Roman") && format != "decimalZero" => '、',
            _ => '.',
        }
    }
}

/// Returns a number in letters: a to z, then aa, ab and so on.
fn letters(number: u64) -> Option<String> {
    let mut rest = number;
    let mut text = Vec::new();
    while rest > 0 {
        let digit = u32::try_from((rest - 1) % 26).ok()?;
        text.push(char::from_digit(digit + 10, 36)?);
        rest = (rest - 1) / 26;
    }
    (!text.is_empty()).then(|| text.iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_their_form() {
        for (name, number, want) in [
            ("a", 1, "a."),
            ("A", 27, "AA."),
            ("lower-latin", 52, "az."),
            ("i", 4, "iv."),
            ("upper-roman", 1994, "MCMXCIV."),
            ("i", 4000, "4000."),
            ("a", 0, "0."),
            ("1", 12, "12."),
            ("cjk-ideographic", 12, "十二、"),
            ("katakana-iroha", 3, "ハ、"),
        ] {
            let form = NumberForm::from_name(name).expect("the form has a name");
            let shown = format!("{}{}", form.shown(number), form.delimiter());
            assert_eq!(shown, want, "{name} {number}");
        }
        assert_eq!(NumberForm::from_name("disc"), None);
        for form in [NumberForm::LowerLetter, NumberForm::Common("lowerRoman")] {
            assert!(!form.shown(u64::MAX).is_empty());
        }
    }
}
