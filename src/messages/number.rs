//! Numbers in texts.

use super::Catalogue;

/// Returns a number with a comma between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Returns a small number in Han numerals; a number above ten in digits.
pub(super) fn han_number(number: u64) -> String {
    let digits = "零一二三四五六七八九十";
    let digit = digits.chars().nth(number.try_into().unwrap_or(usize::MAX));
    digit.map_or_else(|| number.to_string(), String::from)
}

/// Minutes from which a duration is in hours.
const MIN_HOURS_MINUTES: u64 = 100;

/// Minutes from which a duration is in whole hours.
const MIN_WHOLE_HOURS_MINUTES: u64 = 600;

/// Characters from which they are counted by ten thousands.
const MIN_TEN_THOUSANDS_CHARS: u64 = 100_000;

impl Catalogue {
    /// Returns the characters left of a text; a large number by ten thousands.
    pub fn chars_left(&self, count: u64) -> String {
        if count < MIN_TEN_THOUSANDS_CHARS {
            self.shelf.chars(&grouped(count))
        } else {
            self.shelf.ten_thousand_chars((count + 5000) / 10_000)
        }
    }

    /// Returns a duration: minutes, from [`MIN_HOURS_MINUTES`] on hours and minutes, and whole hours in the end.
    pub fn duration(&self, minutes: u64) -> String {
        let m = &self.status;
        let (hours, rest) = (minutes / 60, minutes % 60);
        if minutes < MIN_HOURS_MINUTES {
            m.minutes(minutes)
        } else if minutes >= MIN_WHOLE_HOURS_MINUTES || rest == 0 {
            m.hours((minutes + 30) / 60)
        } else {
            m.hours_and_minutes(hours, rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;

    #[test]
    fn long_durations_are_in_hours() {
        for (minutes, want) in [
            (0, "0分"),
            (99, "99分"),
            (100, "1小时40分"),
            (120, "2小时"),
            (599, "9小时59分"),
            (632, "11小时"),
        ] {
            assert_eq!(Lang::ZhHans.catalogue().duration(minutes), want);
        }
        assert_eq!(Lang::En.catalogue().duration(100), "1 hr 40 min");
    }

    use super::*;

    #[test]
    fn thousands_are_apart() {
        for (number, want) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), want);
        }
    }
}
