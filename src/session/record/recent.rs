//! Records by the time of the last reading, and taking them off the list.

use super::{FileProgress, MAX_RECORD_BYTES, RECORD_SUFFIX, Record, Records};
use crate::doc::Place;
use crate::error::{Error, Result};
use crate::source::atomic_write::sweep_entry;
use crate::source::windows::Source;
use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A record with its name and the time of the last reading.
#[derive(Clone, Debug, PartialEq)]
pub struct RecentRecord {
    /// Name of its file.
    pub name: String,
    /// The record.
    pub record: Record,
    /// Time of the last reading.
    pub read_at: SystemTime,
}

/// Suffix of the file names of records that were taken off.
const TAKEN_OFF_SUFFIX: &str = ".off";

/// Time for which a record that was taken off is kept for other running programs, which may put it back.
const KEPT_OFF_TIME: Duration = Duration::from_hours(24);

/// Returns the file name of a record that was taken off.
fn taken_off_name(name: &str) -> String {
    let stem = name.strip_suffix(RECORD_SUFFIX).unwrap_or(name);
    stem.to_owned() + TAKEN_OFF_SUFFIX
}

/// Returns the time at which a file was renamed; its last change where the system does not keep it.
fn taken_off_at(path: &Path) -> Option<SystemTime> {
    let metadata = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = u64::try_from(metadata.ctime()).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    }
    #[cfg(not(unix))]
    metadata.modified().ok()
}

impl Records {
    /// Returns the names of all records with the time of the last reading, the newest first. A time after `now`, which a wrong
    /// clock has left, becomes `now`, so that texts read later come first.
    pub fn recent_names(&self, now: SystemTime) -> Vec<(SystemTime, String)> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let named = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            if !name.ends_with(RECORD_SUFFIX) {
                sweep_entry(&entry);
                return None;
            }
            // Asked of the folder that is open, which is faster than by the whole path for thousands of records.
            let metadata = entry.metadata().ok();
            let metadata = match metadata {
                Some(link) if link.is_symlink() => std::fs::metadata(entry.path()).ok(),
                metadata => metadata,
            };
            let modified = metadata.and_then(|metadata| metadata.modified().ok());
            let read_at = match modified {
                Some(time) if time > now => {
                    // In a folder that cannot be written the time is the present one at each start.
                    let file = File::options().append(true).open(entry.path());
                    let _ = file.and_then(|file| file.set_modified(now));
                    now
                }
                time => time.unwrap_or(SystemTime::UNIX_EPOCH),
            };
            Some((read_at, name))
        });
        let mut names: Vec<_> = named.collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        names
    }

    /// Reads a record by its name; `None` if it cannot be read.
    pub fn read_recent(&self, (read_at, name): (SystemTime, String)) -> Option<RecentRecord> {
        let text = Source::read_small_text(&self.folder.join(&name), MAX_RECORD_BYTES).ok()?;
        let record = toml::from_str(&text).ok()?;
        Some(RecentRecord {
            name,
            record,
            read_at,
        })
    }

    /// Returns the progress in the files of a folder, as the records of these files have it. `folder` is absolute, without
    /// links.
    pub fn progress_beneath(&self, folder: &Path, now: SystemTime) -> FileProgress {
        // The oldest first: of several records of a file the last one counts.
        let records = self.recent_names(now).into_iter().rev();
        let records = records.filter_map(|name| Some(self.read_recent(name)?.record));
        let progress = records.filter_map(|record| {
            let path = Path::new(&record.file).strip_prefix(folder).ok()?;
            let percent = if record.at_end {
                100
            } else {
                Place::from(record.place).fraction.whole_percent() as u8
            };
            let names = path.iter().map(|name| name.to_string_lossy());
            let names: Vec<_> = names.collect();
            (!names.is_empty()).then(|| (names.join("/"), percent))
        });
        progress.collect()
    }

    /// Takes a record off the list. Its file is renamed, so that it can be put back; files of records taken off
    /// more than [`KEPT_OFF_TIME`] before `now` are removed. `kept` are those of this run.
    ///
    /// # Errors
    /// [`Error::Write`] if the file cannot be renamed.
    pub fn take_off(&self, name: &str, kept: &[String], now: SystemTime) -> Result<()> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        for old in names.filter(|name| name.ends_with(TAKEN_OFF_SUFFIX)) {
            let path = self.folder.join(&old);
            let age = taken_off_at(&path).and_then(|time| now.duration_since(time).ok());
            let is_old = age.is_some_and(|age| age > KEPT_OFF_TIME);
            if is_old && !kept.iter().any(|name| taken_off_name(name) == old) {
                // A file that remains takes a little room only.
                let _ = std::fs::remove_file(path);
            }
        }
        self.rename(name, &taken_off_name(name))
    }

    /// Puts back a record that was taken off. One written since then stays.
    ///
    /// # Errors
    /// [`Error::Write`] if the file cannot be renamed.
    pub fn put_back(&self, name: &str) -> Result<()> {
        if self.folder.join(name).exists() {
            return Ok(());
        }
        self.rename(&taken_off_name(name), name)
    }

    fn rename(&self, from: &str, to: &str) -> Result<()> {
        let path = self.folder.join(from);
        let renamed = std::fs::rename(&path, self.folder.join(to));
        renamed.map_err(|source| Error::Write { path, source })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fingerprint;
    use super::*;

    #[test]
    fn a_time_of_a_clock_that_was_fast_ages_from_now_on() {
        let folder = std::env::temp_dir().join(format!("tongdu-fast-{}", std::process::id()));
        let records = Records::new(folder.clone());
        for place in 0..2 {
            let print = Fingerprint::new(place, b"text".to_vec());
            records.save(&print, &Record::default()).unwrap();
        }
        let day = |day: u64| SystemTime::UNIX_EPOCH + Duration::from_hours(24 * day);
        let set = |name: &str, time| {
            let file = File::options().append(true).open(folder.join(name));
            file.unwrap().set_modified(time).unwrap();
        };
        let names = records.recent_names(day(1));
        let (fast, other) = (&names[0].1, &names[1].1);
        set(fast, day(900));
        set(other, day(100));
        let first = |now| records.recent_names(now).swap_remove(0);
        assert_eq!(first(day(200)), (day(200), fast.clone()));
        set(other, day(201));
        assert_eq!(first(day(202)), (day(201), other.clone()));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_record_that_is_taken_off_can_be_put_back_in_this_run() {
        let folder = std::env::temp_dir().join(format!("tongdu-off-{}", std::process::id()));
        let records = Records::new(folder.clone());
        let names = |records: &Records| -> Vec<String> {
            let names = records.recent_names(SystemTime::now()).into_iter();
            names.map(|(_, name)| name).collect()
        };
        for place in 0..3 {
            let print = Fingerprint::new(place, b"text".to_vec());
            records.save(&print, &Record::default()).unwrap();
        }
        let all = names(&records);
        let (first, second) = (&all[0], &all[1]);
        let now = SystemTime::UNIX_EPOCH;
        let later = now + Duration::from_secs(1 << 40);
        records.take_off(first, &[], now).unwrap();
        records
            .take_off(second, std::slice::from_ref(first), later)
            .unwrap();
        assert_eq!(names(&records), all[2..]);
        records.put_back(second).unwrap();
        records.put_back(first).unwrap();
        assert_eq!(names(&records).len(), 3);
        // Another program may put back those of the last day.
        records.take_off(first, &[], now).unwrap();
        records.take_off(second, &[], now).unwrap();
        records.put_back(first).unwrap();
        // Older ones are gone for good.
        records.take_off(first, &[], now).unwrap();
        assert!(records.take_off("gone.toml", &[], later).is_err());
        records.put_back(first).unwrap_err();
        records.put_back(second).unwrap_err();
        // A damaged record is passed over.
        std::fs::write(folder.join("1-1.toml"), "\x1b[").unwrap();
        let read = records.recent_names(SystemTime::now()).into_iter();
        let read = read.filter_map(|name| records.read_recent(name)).count();
        assert_eq!((read, names(&records).len()), (1, 2));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
