//! Chinese, full-width and Roman numerals as numbers.
