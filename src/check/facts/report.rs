//! The figures of the design of a trial.

use super::{Collector, Fact, Form, digits, numbers_of_date};
use crate::diagnostics::{Span, Spanned};
use crate::model::{
    Answer, Arm, Centers, Dose, Duration, Endpoint, FollowUp, Intervention, Number, Report, Reported, Stage,
    Vocabulary,
};
use crate::seal::normalise;

/// The fact that a report is.
pub fn of_report(report: &Report) -> Fact<'_> {
    let mut figures = Collector::default();
    if let Some(id) = report.registry_id.given() {
        figures.printed(id.printed.as_deref().unwrap_or(&id.value), id.span);
    }
    for date in [
        &report.registered,
        &report.published,
        &report.start,
        &report.first_posted,
        &report.last_update_posted,
    ] {
        figures.reported(date, numbers_of_date);
    }
    if let Some(recruitment) = report.recruitment.given()
        && let Some(date) = recruitment.as_of.given()
    {
        figures.add(Form::Meant(numbers_of_date(date)), recruitment.status.span);
    }
    if let Some(completion) = report.completion.given() {
        figures.add(Form::Meant(numbers_of_date(&completion.date)), completion.date.span);
    }
    phase(report, &mut figures);
    for text in [
        &report.aim,
        &report.population,
        &report.initiated_by,
        &report.study_type,
        &report.sponsor,
        &report.ages,
        &report.visits,
    ] {
        figures.shown(text);
    }
    figures.word(&report.allocation);
    figures.word(&report.masking);
    figures.word(&report.control);
    figures.reported(&report.centers, |centers| match centers {
        Centers::Count(count) => vec![f64::from(*count)],
        Centers::Single | Centers::Multiple => Vec::new(),
    });
    figures.reported(&report.enrollment, |count| vec![f64::from(*count)]);
    figures.reported(&report.number_of_arms, |count| vec![f64::from(*count)]);
    follow_up(&report.follow_up, &mut figures);
    for group in &report.participants_by {
        figures.words(&group.group, group.count.span);
        let Reported { value, printed, because, span } = &group.count;
        figures.read(vec![f64::from(*value)], printed.as_ref(), because.is_some(), *span);
    }
    for arm in report.arms.given().into_iter().flatten() {
        of_arm(arm, &mut figures);
    }
    for stage in &report.stages {
        of_stage(stage, report.span, &mut figures);
    }
    for endpoint in &report.endpoints {
        of_endpoint(endpoint, &mut figures);
    }
    let lists: [&Answer<Vec<Spanned<String>>>; 2] = [&report.eligibility, &report.collaborators];
    for line in lists.into_iter().filter_map(Answer::given).flatten() {
        figures.words(line, line.span);
    }
    let trial = report.trial.given().map_or("", |trial| trial.value.as_str());
    Fact {
        what: format!("the report of `{trial}`"),
        locators: report.all_locators().collect(),
        figures: figures.0,
    }
}

/// Phases are printed in Roman numerals, too, which only the word before them tells from letters.
fn phase(report: &Report, figures: &mut Collector) {
    let Answer::Given(Reported { value, printed, because, span }) = &report.phase else { return };
    if let Some(printed) = printed {
        figures.printed(printed, *span);
    }
    let printed = printed.as_ref().map(|printed| format!("phase {printed}"));
    let numbers = digits(value.word());
    match printed {
        Some(printed) => {
            let form = Form::Read { numbers, printed: normalise(&printed), explained: because.is_some() };
            figures.add(form, *span);
        }
        None => figures.add(Form::Meant(numbers), *span),
    }
}

fn follow_up(answer: &Answer<Reported<FollowUp>>, figures: &mut Collector) {
    figures.reported(answer, |follow_up| {
        let numbers = [Some(&follow_up.time.low), follow_up.time.high.as_ref(), follow_up.mean.as_ref()];
        numbers.into_iter().flatten().map(|number: &Number| number.value).collect()
    });
}

fn of_arm(arm: &Arm, figures: &mut Collector) {
    if let Some(label) = arm.label.given() {
        figures.words(label, label.span);
    }
    figures.reported(&arm.participants, |count| vec![f64::from(*count)]);
    if let Some(intervention) = arm.intervention.given() {
        of_intervention(intervention, figures);
    }
}

fn of_intervention(intervention: &Intervention, figures: &mut Collector) {
    figures.shown(&intervention.product);
    figures.shown(&intervention.preparation);
    figures.reported(&intervention.administrations, |count| vec![f64::from(*count)]);
    figures.reported(&intervention.interval, length);
    figures.shown(&intervention.cycles);
    figures.reported(&intervention.duration, length);
    figures.reported(&intervention.dose, |dose: &Dose| std::iter::once(dose.cells).chain(dose.to).collect());
}

fn length(length: &Duration) -> Vec<f64> {
    std::iter::once(&length.low).chain(&length.high).map(|number| number.value).collect()
}

fn of_stage(stage: &Stage, span: Span, figures: &mut Collector) {
    figures.words(&stage.label, span);
    figures.shown(&stage.aim);
    follow_up(&stage.follow_up, figures);
    figures.reported(&stage.participants, |count| vec![f64::from(*count)]);
}

fn of_endpoint(endpoint: &Endpoint, figures: &mut Collector) {
    if let Some(label) = &endpoint.label {
        figures.words(label, label.span);
    }
    for point in &endpoint.time_points {
        figures.add(Form::Meant(digits(&point.text)), point.span);
    }
    figures.shown(&endpoint.time_frame);
    figures.shown(&endpoint.method);
    figures.shown(&endpoint.specimen);
}
