//! Texts whose lines are records: logs and tables of values separated by commas.

/// Fewest lines that show what a text is.
const MIN_LINES: usize = 3;

/// Bytes at the beginning of a line in which the time of a log entry ends.
const MAX_STAMP_BYTES: usize = 48;

/// Fewest commas in a record.
const MIN_COMMA_COUNT: usize = 2;

/// Returns whether the beginning of a text, in any encoding that contains ASCII, consists of records, one a line.
pub fn has_record_lines(head: &[u8]) -> bool {
    // The last line may be cut.
    let end = memchr::memrchr(b'\n', head).unwrap_or(0);
    let lines = head
        .get(..end)
        .unwrap_or_default()
        .split(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines
        .map(<[u8]>::trim_ascii_end)
        .filter(|line| !line.is_empty())
        .collect();
    lines.len() >= MIN_LINES && (is_log(&lines) || is_comma_table(&lines))
}

/// Returns whether most lines begin with a date and a time with seconds.
fn is_log(lines: &[&[u8]]) -> bool {
    let stamped = lines.iter().filter(|line| begins_with_stamp(line)).count();
    stamped * 3 >= lines.len() * 2
}

/// Returns whether a time such as 12:00:01 is at the beginning of a line, after a date in ASCII.
fn begins_with_stamp(line: &[u8]) -> bool {
    let start = line
        .get(..line.len().min(MAX_STAMP_BYTES))
        .unwrap_or_default();
    let is_time = |window: &[u8]| {
        let mut bytes = window.iter().enumerate();
        bytes.all(|(at, byte)| match at {
            2 | 5 => *byte == b':',
            _ => byte.is_ascii_digit(),
        })
    };
    let found = start.windows("00:00:00".len()).position(is_time);
    found.is_some_and(|at| {
        let date = start.get(..at).unwrap_or_default();
        date.is_ascii() && date.iter().any(u8::is_ascii_digit)
    })
}

/// Returns whether nearly all lines have the same number of commas outside quotes.
fn is_comma_table(lines: &[&[u8]]) -> bool {
    let counts: Vec<usize> = lines.iter().map(|line| count_commas(line)).collect();
    let usual = counts.first().copied().unwrap_or(0);
    let equal = counts.iter().filter(|count| **count == usual).count();
    usual >= MIN_COMMA_COUNT && equal * 10 >= counts.len() * 9
}

/// Returns the number of commas of a line outside quotes.
fn count_commas(line: &[u8]) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for byte in line {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_and_tables_are_records() {
        for text in [
            "2024-03-01 12:00:01,123 [INFO ] 利用者がログインしました。\n2024-03-01 12:00:02 [ERROR] 失敗\n\tat com.example.Bar\n2024-03-01 12:00:03 [INFO ] 終了\n2024-03-0",
            "Mar  1 12:00:01 host sshd[1]: 登录\nMar  1 12:00:02 host sshd[1]: 退出\nMar  1 12:00:03 host cron: 完\n",
            "[2024/03/01T12:00:01] 启动\r\n[2024/03/01T12:00:02] 就绪\r\n[2024/03/01T12:00:03] 停止\r\n",
            "番号,氏名,住所\n1,\"山田, 太郎\",東京\n2,鈴木,大阪\n3,佐藤,京都\n",
        ] {
            assert!(has_record_lines(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn prose_programmes_and_lyrics_are_none() {
        for text in [
            "",
            "一行。\n",
            "他说,你好,再见。\n她没有回答,走了。\n天黑了。\n第二天,雨,风,都停了。\n",
            "09:00 开幕式\n09:30 领导致辞\n10:00 茶歇\n10:20 分组讨论\n",
            "[00:12.00]月亮代表我的心\n[00:15.20]你问我爱你有多深\n[00:18.40]我爱你有几分\n",
            "2024-03-01 12:00:01 张三\n今天几点开会？\n2024-03-01 12:00:05 李四\n下午两点。\n",
        ] {
            assert!(!has_record_lines(text.as_bytes()), "{text}");
        }
    }
}
