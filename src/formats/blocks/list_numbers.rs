//! Numbers of list items in the forms of HTML (`type` of `ol`).

/// Form of the numbers of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

impl NumberForm {
    /// Returns the form with a name of HTML (`a`) or CSS (`lower-alpha`).
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name.trim() {
            "1" | "decimal" => Some(Self::Decimal),
            "a" | "lower-alpha" | "lower-latin" => Some(Self::LowerLetter),
            "A" | "upper-alpha" | "upper-latin" => Some(Self::UpperLetter),
            "i" | "lower-roman" => Some(Self::LowerRoman),
            "I" | "upper-roman" => Some(Self::UpperRoman),
            _ => None,
        }
    }

    /// Returns a number as it is shown. One that the form lacks is decimal.
    pub(crate) fn shown(self, number: u64) -> String {
        let shown = match self {
            Self::Decimal => None,
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).map(|text| text.to_uppercase()),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).map(|text| text.to_uppercase()),
        };
        shown.unwrap_or_else(|| number.to_string())
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

/// Returns a number in small Roman numerals, which end below 4000.
fn roman(number: u64) -> Option<String> {
    const NUMERALS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_their_form() {
        for (name, number, want) in [
            ("a", 1, "a"),
            ("A", 27, "AA"),
            ("lower-latin", 52, "az"),
            ("i", 4, "iv"),
            ("upper-roman", 1994, "MCMXCIV"),
            ("i", 4000, "4000"),
            ("a", 0, "0"),
            ("1", 12, "12"),
        ] {
            let form = NumberForm::from_name(name).expect("the form has a name");
            assert_eq!(form.shown(number), want, "{name} {number}");
        }
        assert_eq!(NumberForm::from_name("disc"), None);
        assert!(!NumberForm::LowerLetter.shown(u64::MAX).is_empty());
    }
}
