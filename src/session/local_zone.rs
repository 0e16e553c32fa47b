//! The reader's time zone: files keep times in UTC, dates on the screen are local.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::OnceLock;

/// Characters of a date: `2026-11-28`.
const DATE_CHARS: usize = 10;

/// A time zone, with its rules for summer time. The default is UTC.
#[derive(Clone, Debug)]
pub struct LocalZone {
    /// Empty until a date is asked for, if it is that of the system.
    zone: OnceLock<TimeZone>,
}

impl Default for LocalZone {
    fn default() -> Self {
        TimeZone::UTC.into()
    }
}

impl From<TimeZone> for LocalZone {
    fn from(zone: TimeZone) -> Self {
        Self { zone: zone.into() }
    }
}

/// A local time, as precise as it is near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearTime {
    /// Today, with hour and minute (`14:05`).
    Today(String),
    /// Yesterday.
    Yesterday,
    /// One of the five days before, with days since Sunday.
    Weekday(u8),
    /// A date (`2026-11-28`).
    Date(String),
}

impl LocalZone {
    /// Returns the time zone of the system (`TZ`, else `/etc/localtime`); UTC without one. It is read when it is first
    /// used: that takes a walk through all folders of zones, and no first page waits for it.
    pub const fn system() -> Self {
        Self {
            zone: OnceLock::new(),
        }
    }

    fn zone(&self) -> &TimeZone {
        self.zone
            .get_or_init(|| TimeZone::try_system().unwrap_or(TimeZone::UTC))
    }

    /// Returns the name of the zone (`Asia/Shanghai`, `UTC`); `local` for one without a name.
    pub fn name(&self) -> &str {
        self.zone().iana_name().unwrap_or("local")
    }

    /// Returns the local date (`2026-11-28`) of a time in RFC 3339. Of any other text it is the first ten characters.
    pub fn date_of(&self, at: &str) -> String {
        match at.parse::<Timestamp>() {
            Ok(time) => self.zone().to_datetime(time).date().to_string(),
            Err(_) => at.chars().take(DATE_CHARS).collect(),
        }
    }

    /// Returns a time in RFC 3339 as it is told at the time `now`. One in the future is a date.
    pub fn near_time(&self, at: &str, now: &str) -> NearTime {
        let date = || NearTime::Date(self.date_of(at));
        let (Ok(time), Ok(now)) = (at.parse::<Timestamp>(), now.parse::<Timestamp>()) else {
            return date();
        };
        let (local, today) = (self.zone().to_datetime(time), self.zone().to_datetime(now));
        let days = today.date().duration_since(local.date()).as_hours() / 24;
        match days {
            0 if time <= now => {
                NearTime::Today(format!("{:02}:{:02}", local.hour(), local.minute()))
            }
            1 => NearTime::Yesterday,
            2..=6 => {
                let weekday = local.date().weekday().to_sunday_zero_offset();
                u8::try_from(weekday).map_or_else(|_| date(), NearTime::Weekday)
            }
            _ => date(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(rule: &str) -> LocalZone {
        let zone = TimeZone::posix(rule).expect("the rule is written right");
        zone.into()
    }

    #[test]
    fn a_near_time_has_its_hour_or_its_weekday() {
        let east = zone("CST-8");
        let now = "2026-11-30T06:05:00Z";
        let date = |date: &str| NearTime::Date(date.to_owned());
        for (at, want) in [
            ("2026-11-30T06:05:00Z", NearTime::Today("14:05".to_owned())),
            ("2026-11-29T16:00:00Z", NearTime::Today("00:00".to_owned())),
            ("2026-11-29T15:59:59Z", NearTime::Yesterday),
            ("2026-11-28T15:59:59Z", NearTime::Weekday(6)),
            ("2026-11-23T16:00:00Z", NearTime::Weekday(2)),
            ("2026-11-23T15:59:59Z", date("2026-11-23")),
            ("2026-11-30T06:05:01Z", date("2026-11-30")),
            ("2027-01-01T00:00:00Z", date("2027-01-01")),
            ("2026-11-28", date("2026-11-28")),
            ("", date("")),
        ] {
            assert_eq!(east.near_time(at, now), want, "{at}");
        }
        assert_eq!(
            east.near_time("2026-11-29T16:00:00Z", ""),
            date("2026-11-30")
        );
    }

    #[test]
    fn dates_are_those_of_the_readers_calendar() {
        let (utc, east) = (LocalZone::default(), zone("CST-8"));
        let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3");
        for (at, in_utc, in_east, in_berlin) in [
            (
                "2026-11-28T15:59:59Z",
                "2026-11-28",
                "2026-11-28",
                "2026-11-28",
            ),
            (
                "2026-11-28T16:00:00Z",
                "2026-11-28",
                "2026-11-29",
                "2026-11-28",
            ),
            (
                "2026-12-31T23:30:00Z",
                "2026-12-31",
                "2027-01-01",
                "2027-01-01",
            ),
            (
                "2026-07-01T22:30:00Z",
                "2026-07-01",
                "2026-07-02",
                "2026-07-02",
            ),
            (
                "2026-11-28T22:30:00Z",
                "2026-11-28",
                "2026-11-29",
                "2026-11-28",
            ),
            (
                "2026-11-29T01:00:00+08:00",
                "2026-11-28",
                "2026-11-29",
                "2026-11-28",
            ),
            (
                "2024-02-28T16:00:00Z",
                "2024-02-28",
                "2024-02-29",
                "2024-02-28",
            ),
        ] {
            assert_eq!(utc.date_of(at), in_utc);
            assert_eq!(east.date_of(at), in_east);
            assert_eq!(berlin.date_of(at), in_berlin);
        }
        // Times of other programs, and none.
        assert_eq!(east.date_of("2026-11-28"), "2026-11-28");
        assert_eq!(
            east.date_of("昨天下午三点半的时候吧"),
            "昨天下午三点半的时候"
        );
        assert_eq!(east.date_of(""), "");
        assert_eq!(utc.name(), "UTC");
        assert_eq!(east.name(), "local");
    }
}
