//! Tables as text that R, pandas and spreadsheets read: TSV, CSV, JSON Lines.

use clap::ValueEnum;
use serde_json::{Map, Value};

/// The form of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Columns with tabs between them and a line of names; tabs and line breaks in values become spaces, nothing is quoted.
    #[default]
    Tsv,
    /// Columns with commas between them and a line of names, quoted as in RFC 4180.
    Csv,
    /// One object a line, as JSON.
    Jsonl,
}

/// Writes rows under fixed columns.
pub(crate) struct Table {
    form: Form,
    columns: Vec<String>,
    out: String,
}

impl Table {
    /// A table with its line of names, where the form has one.
    pub(crate) fn new<S: Into<String>>(form: Form, columns: impl IntoIterator<Item = S>) -> Self {
        let mut table = Self { form, columns: columns.into_iter().map(Into::into).collect(), out: String::new() };
        if form != Form::Jsonl {
            let names: Vec<Value> = table.columns.iter().map(|c| Value::from(c.as_str())).collect();
            table.line(&names);
        }
        table
    }

    /// Adds a row: a value for each column, in their order.
    pub(crate) fn row(&mut self, values: Vec<Value>) {
        debug_assert_eq!(values.len(), self.columns.len());
        if self.form == Form::Jsonl {
            let object: Map<String, Value> = self.columns.iter().cloned().zip(values).collect();
            self.out.push_str(&Value::from(object).to_string());
            self.out.push('\n');
        } else {
            self.line(&values);
        }
    }

    /// What was written since the last call.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out).into_bytes()
    }

    fn line(&mut self, values: &[Value]) {
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                self.out.push(if self.form == Form::Csv { ',' } else { '\t' });
            }
            let plain = plain(value);
            if self.form == Form::Tsv {
                self.out.extend(plain.chars().map(|c| if c.is_control() { ' ' } else { c }));
            } else if plain.contains(['"', ',', '\n', '\r']) {
                self.out.push('"');
                self.out.push_str(&plain.replace('"', "\"\""));
                self.out.push('"');
            } else {
                self.out.push_str(&plain);
            }
        }
        self.out.push('\n');
    }
}

/// A value in one cell: nothing for null, lists with semicolons, ranges as `12-15`.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Array(items) => match items.as_slice() {
            [Value::Number(start), Value::Number(end)] => format!("{start}-{end}"),
            items => items.iter().map(plain).collect::<Vec<_>>().join(";"),
        },
        other => other.to_string(),
    }
}

/// A number with so many decimals; what is no finite number is null.
pub(crate) fn rounded(value: f64, decimals: i32) -> Value {
    let scale = 10f64.powi(decimals);
    // No negative zero.
    Value::from((value * scale).round() / scale + 0.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(form: Form) -> String {
        let mut table = Table::new(form, ["a", "b"]);
        table.row(vec![json!("x\t\"y\",\nz"), json!([[1, 2], [5, 9]])]);
        table.row(vec![rounded(1.0 / 3.0, 3), Value::Null]);
        String::from_utf8(table.take()).unwrap()
    }

    #[test]
    fn three_forms() {
        assert_eq!(written(Form::Tsv), "a\tb\nx \"y\", z\t1-2;5-9\n0.333\t\n");
        assert_eq!(written(Form::Csv), "a,b\n\"x\t\"\"y\"\",\nz\",1-2;5-9\n0.333,\n");
        assert_eq!(
            written(Form::Jsonl),
            "{\"a\":\"x\\t\\\"y\\\",\\nz\",\"b\":[[1,2],[5,9]]}\n{\"a\":0.333,\"b\":null}\n"
        );
    }
}
