//! Orders of the shelf.

use super::entry::ShelfEntry;
use crate::messages::Catalogue;
use crate::search::sort_key;

/// Order of the texts on the shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShelfOrder {
    /// The text read last first.
    #[default]
    Recent,
    /// By title: letters, and Han by their pinyin.
    Title,
    /// By author, then by title; texts without one last.
    Author,
    /// The text nearest to its end first, those at the end last.
    Progress,
}

impl ShelfOrder {
    /// Returns the order after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Recent => Self::Title,
            Self::Title => Self::Author,
            Self::Author => Self::Progress,
            Self::Progress => Self::Recent,
        }
    }

    /// Returns the words for the order.
    pub const fn text(self, m: &Catalogue) -> &'static str {
        let m = &m.shelf;
        match self {
            Self::Recent => m.by_time,
            Self::Title => m.by_title,
            Self::Author => m.by_author,
            Self::Progress => m.by_progress,
        }
    }

    /// Sorts indices of `entries`, which are in the order of reading.
    pub fn sort(self, rows: &mut [usize], entries: &[ShelfEntry]) {
        let title = |at: &usize| entries.get(*at).map(|entry| sort_key(&entry.title));
        let author = |at: &usize| {
            let author = entries.get(*at).map(|entry| sort_key(&entry.author));
            author.map(|author| (author.is_empty(), author))
        };
        match self {
            Self::Recent => rows.sort_unstable(),
            Self::Title => rows.sort_by_cached_key(title),
            Self::Author => rows.sort_by_cached_key(|at| (author(at), title(at))),
            Self::Progress => rows.sort_by_cached_key(|at| {
                let entry = entries.get(*at);
                entry.map(|entry| (entry.percent >= 100, std::cmp::Reverse(entry.percent)))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_in_the_order_of_pinyin_and_finished_texts_come_last() {
        let entry = |title: &str, author: &str, percent| ShelfEntry {
            title: title.to_owned(),
            author: author.to_owned(),
            percent,
            ..ShelfEntry::default()
        };
        let entries = [
            entry("西游记", "吴承恩", 100),
            entry("红楼梦", "曹雪芹", 30),
            entry("Emma", "", 60),
            entry("紅與黑", "司汤达", 0),
        ];
        let sorted = |order: ShelfOrder| {
            let mut rows = vec![2, 0, 3, 1];
            order.sort(&mut rows, &entries);
            rows
        };
        assert_eq!(sorted(ShelfOrder::Recent), [0, 1, 2, 3]);
        assert_eq!(sorted(ShelfOrder::Title), [2, 1, 3, 0]);
        assert_eq!(sorted(ShelfOrder::Author), [1, 3, 0, 2]);
        assert_eq!(sorted(ShelfOrder::Progress), [2, 1, 3, 0]);
    }
}
