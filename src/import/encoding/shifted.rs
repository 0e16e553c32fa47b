//! HZ: ASCII with stretches of GB 2312 between `~{` and `~}`, all in seven bits (RFC 1843).

/// The text of `bytes`. A line end leaves a stretch that was not closed.
pub(super) fn hz(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut is_chinese = false;
    while let &[first, ref after @ ..] = rest {
        rest = match (is_chinese, first, after) {
            (_, b'~', [b'{', after @ ..]) => {
                is_chinese = true;
                after
            }
            (_, b'~', [b'}', after @ ..]) => {
                is_chinese = false;
                after
            }
            (false, b'~', [b'~', after @ ..]) => {
                out.push('~');
                after
            }
            (false, b'~', [b'\n', after @ ..]) => after,
            (true, 0x21..=0x77, [second @ 0x21..=0x7E, after @ ..]) => {
                let pair = [first | 0x80, second | 0x80];
                let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&pair);
                out.push_str(&text);
                after
            }
            (_, b'\n' | b'\r', after) => {
                is_chinese = false;
                out.push(char::from(first));
                after
            }
            (false, 0..0x80, after) => {
                out.push(char::from(first));
                after
            }
            (_, _, after) => {
                out.push('\u{FFFD}');
                after
            }
        };
    }
    out
}
