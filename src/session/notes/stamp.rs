//! Time stamps and ids of marks.

use jiff::Timestamp;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the time now in UTC: `2026-11-28T09:14:07Z` (RFC 3339).
pub fn now() -> String {
    at(SystemTime::now())
}

/// Returns a time in UTC; one before 1970 is its beginning.
pub fn at(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH);
    utc(since.map_or(0, |since| since.as_secs()))
}

/// Returns the time a second after a time in RFC 3339, in UTC; an empty text for any other text.
pub fn after(at: &str) -> String {
    let time: Option<Timestamp> = at.parse().ok();
    let second = time.and_then(|time| u64::try_from(time.as_second()).ok());
    second.map_or_else(String::new, |second| utc(second + 1))
}

/// Returns a new id: milliseconds since 1970 and 32 random bits, in hexadecimal digits.
pub fn new_id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis() as u64);
    // The keys of the hasher are random in each call.
    let random = RandomState::new().build_hasher().finish() as u32;
    format!("{millis:012x}-{random:08x}")
}

/// Returns seconds since 1970 as a date and time in UTC.
fn utc(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // The civil calendar counted in eras of 400 years that begin on 1 March.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, want) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_943_647, "2026-11-29T09:14:07Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(seconds), want);
        }
        assert_ne!(new_id(), new_id());
    }

    #[test]
    fn a_change_is_later_than_the_one_before_whatever_the_clock_says() {
        for (at, want) in [
            ("2026-11-29T09:59:59Z", "2026-11-29T10:00:00Z"),
            ("2026-11-29T09:14:07+08:00", "2026-11-29T01:14:08Z"),
            ("", ""),
            ("gone", ""),
        ] {
            assert_eq!(after(at), want);
        }
    }
}
