//! The lists of the web demo: `lists.csv` beside its pages, with dates around today, so that the demo shows the same in any
//! year. All invented.

use jrp_core::date::Date;

/// The feed for a day: `{day -240}` is the date 240 days before it, `{year -240}` the year of that date.
pub(super) fn csv(template: &str, today: Date) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or((part, ""));
        text.push_str(&date(place, today).unwrap_or_default());
        text.push_str(rest);
    }
    text
}

fn date(place: &str, today: Date) -> Option<String> {
    let (what, distance) = place.split_once(' ')?;
    let day = Date::from_days(today.days() + distance.parse::<i32>().ok()?)?;
    match what {
        "day" => Some(day.to_string()),
        "year" => Some(day.ymd().0.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_around_the_day() {
        let today = Date::parse("2026-03-01").unwrap();
        let feed = csv("a,{day -1},〔{year -60}〕,{day +1}\nb", today);
        assert_eq!(feed, "a,2026-02-28,〔2025〕,2026-03-02\nb");
    }
}
