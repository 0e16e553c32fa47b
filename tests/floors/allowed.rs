//! The violations of today.

/// Violations that are not yet removed: `rule: from -> to`, sorted. The list may only shrink: the test fails at a violation
/// that is not here and at an entry that is no longer violated; `UPDATE=1 cargo test --test floors` removes the latter. A
/// circle is here by its arrows, without those that break another rule and those between a file and its parent file; cut one,
/// and others may go with it.
pub(crate) const ALLOWED: &[&str] = &[
    "floor: views/article.rs -> error.rs",
    "floor: views/reflow.rs -> error.rs",
];
