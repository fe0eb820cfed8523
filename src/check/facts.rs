//! The figures that each fact of a source stands on.
//!
//! A figure is printed, and then its characters must stand in the passage; or it is meant, and
//! then its numbers must, in some form.

mod report;

use super::figures::{share, tokens};
use crate::diagnostics::Span;
use crate::model::{
    Amount, Answer, Bound, Date, Finding, Locator, PValue, Record, Reported, Source, Statement, Vocabulary,
    Work,
};
use crate::seal::normalise;
use std::fmt::Display;

/// A fact with the places that print it.
#[derive(Debug)]
pub struct Fact<'a> {
    /// "the finding `easi-week-8`".
    pub what: String,
    /// Where it is printed.
    pub locators: Vec<&'a Locator>,
    /// What it stands on.
    pub figures: Vec<Figure>,
}

/// A figure of a fact.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it is.
    pub form: Form,
    /// Where the editor wrote it.
    pub span: Span,
}

/// How a figure can be looked up.
#[derive(Debug, Clone)]
pub enum Form {
    /// These characters are printed, in normal form.
    Printed(String),
    /// These numbers are printed in some form.
    Meant(Vec<f64>),
    /// These numbers are read from characters that are printed.
    Read {
        /// The numbers.
        numbers: Vec<f64>,
        /// The characters, in normal form.
        printed: String,
        /// Whether the editor gives a reason for the reading.
        explained: bool,
    },
    /// So many people, who may be counted elsewhere in the source.
    People(u32),
    /// A count of people and out of how many, with the two numbers that are printed as such.
    Share {
        /// What the editor wrote.
        read: (u32, u32),
        /// What stands in the printed form.
        printed: (f64, f64),
    },
}

/// Every fact of a source.
pub fn facts(source: &Source) -> Vec<Fact<'_>> {
    let reports = source.reports.iter().map(report::of_report);
    let findings = source.findings.iter().map(of_finding);
    let statements = source.statements.iter().map(of_statement);
    let cited = source.record.references.iter().filter_map(|cited| match &cited.work {
        Work::Item(record) => {
            let locators = cited.locators.iter().collect();
            Some(Fact { what: "the cited work".to_owned(), locators, figures: of_record(record) })
        }
        Work::Source(_) => None,
    });
    let mut record = of_record(&source.record);
    for name in source.funding.given().into_iter().flatten() {
        record.push(Figure { form: Form::Printed(normalise(name)), span: name.span });
    }
    if let Some(date) = source.as_of.given() {
        record.push(Figure { form: Form::Meant(numbers_of_date(date)), span: source.entry.title.span });
    }
    let record =
        Fact { what: "the record".to_owned(), locators: source.locators.iter().collect(), figures: record };
    std::iter::once(record).chain(cited).chain(reports).chain(findings).chain(statements).collect()
}

/// Collects figures.
#[derive(Default)]
struct Collector(Vec<Figure>);

impl Collector {
    fn add(&mut self, form: Form, span: Span) {
        let is_empty = match &form {
            Form::Printed(text) => text.is_empty(),
            Form::Meant(numbers) => numbers.is_empty(),
            Form::Read { .. } | Form::People(_) | Form::Share { .. } => false,
        };
        if !is_empty {
            self.0.push(Figure { form, span });
        }
    }

    fn printed(&mut self, text: &str, span: Span) {
        self.add(Form::Printed(normalise(text)), span);
    }

    /// The numbers in digits of words of our own: number words there are grammar.
    fn words(&mut self, text: &str, span: Span) {
        self.add(Form::Meant(digits(text)), span);
    }

    fn read(&mut self, numbers: Vec<f64>, printed: Option<&String>, explained: bool, span: Span) {
        match printed {
            Some(printed) => {
                let printed = normalise(printed);
                self.add(Form::Printed(printed.clone()), span);
                self.add(Form::Read { numbers, printed, explained }, span);
            }
            None => self.add(Form::Meant(numbers), span),
        }
    }

    fn reported<T>(&mut self, answer: &Answer<Reported<T>>, numbers: impl Fn(&T) -> Vec<f64>) {
        if let Answer::Given(reported) = answer {
            let Reported { value, printed, because, span } = reported;
            self.read(numbers(value), printed.as_ref(), because.is_some(), *span);
        }
    }

    fn shown<T: Display>(&mut self, answer: &Answer<Reported<T>>) {
        self.reported(answer, |value| digits(&value.to_string()));
    }

    fn word<T: Vocabulary>(&mut self, answer: &Answer<Reported<T>>) {
        self.reported(answer, |value| digits(value.word()));
    }

    fn amount(&mut self, answer: &Answer<Reported<Amount>>) {
        let Answer::Given(Reported { value: amount, printed, because, span }) = answer else { return };
        let numbers = [&amount.percent, &amount.mean, &amount.sd, &amount.change, &amount.median];
        let range = amount.range.iter().flat_map(|range| [range.low.value, range.high.value]);
        let mut numbers: Vec<f64> = numbers
            .into_iter()
            .flatten()
            .map(|number| number.value.abs())
            .chain(range.map(f64::abs))
            .collect();
        let share = printed.as_deref().and_then(|printed| share(&normalise(printed)));
        match (amount.count, amount.of.given(), share) {
            // A printed share says which number is which.
            (Some(count), Some(of), Some(share)) => {
                self.add(Form::Share { read: (count, *of), printed: share }, *span);
            }
            (count, of, _) => {
                numbers.extend(count.map(f64::from));
                if let Some(of) = of {
                    self.add(Form::People(*of), *span);
                }
            }
        }
        self.read(numbers, printed.as_ref(), because.is_some(), *span);
    }

    fn people(&mut self, answer: &Answer<Reported<u32>>) {
        match answer {
            Answer::Given(Reported { value, printed: None, span, .. }) => {
                self.add(Form::People(*value), *span);
            }
            printed => self.reported(printed, |count| vec![f64::from(*count)]),
        }
    }
}

fn digits(text: &str) -> Vec<f64> {
    let normal = normalise(text);
    tokens(&normal)
        .into_iter()
        .filter(|token| normal.as_bytes().get(token.at.start).is_some_and(u8::is_ascii_digit))
        .flat_map(|token| token.numbers)
        .collect()
}

fn numbers_of_date(date: &Date) -> Vec<f64> {
    let rest = [date.month, date.day].into_iter().flatten().map(f64::from);
    std::iter::once(f64::from(date.year)).chain(rest).collect()
}

fn of_record(record: &Record) -> Vec<Figure> {
    let mut figures = Collector::default();
    let texts = [
        &record.title,
        &record.container_title,
        &record.container_title_short,
        &record.publisher,
        &record.volume,
        &record.issue,
        &record.page,
        &record.number,
        &record.doi,
        &record.pmid,
        &record.pmcid,
    ];
    for text in texts.into_iter().filter_map(Answer::given) {
        figures.printed(text, text.span);
    }
    for date in [&record.issued, &record.available_date].into_iter().filter_map(Answer::given) {
        figures.add(Form::Meant(numbers_of_date(date)), date.span);
    }
    for person in record.author.given().into_iter().flatten() {
        figures.printed(&person.family, person.span);
        for words in person.given.iter().chain(&person.affiliation) {
            figures.printed(words, person.span);
        }
    }
    figures.0
}

fn of_finding(finding: &Finding) -> Fact<'_> {
    let mut figures = Collector::default();
    for point in [&finding.time_point, &finding.maximal_at].into_iter().filter_map(Answer::given) {
        figures.add(Form::Meant(digits(&point.text)), point.span);
    }
    if let Some(criterion) = finding.criterion.given() {
        figures.printed(criterion, criterion.span);
    }
    if let Some(among) = finding.among.given() {
        let count = among.count.map(|count| vec![f64::from(count)]).unwrap_or_default();
        figures.add(Form::Meant(count), among.span);
        if let Some(of) = among.of {
            figures.add(Form::People(of), among.span);
        }
        figures.words(among.who.as_deref().unwrap_or(""), among.span);
    }
    figures.people(&finding.analysed);
    figures.amount(&finding.result);
    figures.amount(&finding.versus);
    if let Some(interval) = finding.interval.given() {
        let level = interval.level.iter().map(|level| level.value);
        let bounds = [interval.low.value.abs(), interval.high.value.abs()];
        figures.add(Form::Meant(bounds.into_iter().chain(level).collect()), finding.span);
    }
    if let Some(p) = finding.p_value.given() {
        of_p_value(p, &mut figures);
    }
    figures.shown(&finding.specimen);
    figures.shown(&finding.method);
    if let Some(label) = &finding.label {
        figures.words(label, label.span);
    }
    Fact {
        what: format!("the finding `{}`", finding.id.value),
        locators: finding.locators.iter().collect(),
        figures: figures.0,
    }
}

fn of_p_value(p: &PValue, figures: &mut Collector) {
    let (Bound::Equal(value) | Bound::Below(value) | Bound::AtMost(value) | Bound::Above(value)) = p.bound;
    figures.printed(&p.printed, p.span);
    // What is printed without a reading was read by this program.
    if p.because.is_some() {
        let printed = normalise(&p.printed);
        figures.add(Form::Read { numbers: vec![value], printed, explained: true }, p.span);
    }
}

fn of_statement(statement: &Statement) -> Fact<'_> {
    let mut figures = Collector::default();
    for figure in &statement.figures {
        figures.printed(figure, figure.span);
    }
    figures.words(&statement.says, statement.says.span);
    figures.words(statement.scope.as_deref().unwrap_or(""), statement.span);
    Fact {
        what: format!("the statement `{}`", statement.id.value),
        locators: statement.locators.iter().collect(),
        figures: figures.0,
    }
}
