//! Logistic regression with an L2 penalty, fitted by L-BFGS.

use crate::corpus::Text;
use crate::labels::Label;
use tongdu::outline::headings::TrainingLine;

/// Penalty on the squared weights.
const PENALTY: f64 = 10.0;
/// Row of a regression.
struct Sample<'t> {
    indices: &'t [usize],
    is_heading: bool,
    weight: f64,
}

/// Returns the samples of numbered candidates or of the others.
fn samples<'t>(texts: &[&'t Text], numbered: bool) -> Vec<Sample<'t>> {
    let mut samples = Vec::new();
    for text in texts {
        for (line, label) in text.data.lines.iter().zip(&text.labels) {
            if line.is_numbered == numbered
                && line.fixed_score.is_none()
                && *label != Label::Unknown
            {
                let is_heading = *label == Label::Heading;
                samples.push(Sample {
                    indices: &line.indices,
                    is_heading,
                    weight: text.weight,
                });
            }
        }
    }
    let mean =
        samples.iter().map(|sample| sample.weight).sum::<f64>() / samples.len().max(1) as f64;
    for sample in &mut samples {
        sample.weight /= mean;
    }
    samples
}

/// Fits the weights of candidates without a number and of numbered ones.
pub(crate) fn fit_all(texts: &[&Text], sizes: [usize; 2]) -> [Vec<f64>; 2] {
    [false, true].map(|numbered| fit(&samples(texts, numbered), sizes[usize::from(numbered)]))
}

pub(crate) fn score(text: &Text, weights: &[Vec<f64>; 2]) -> Vec<f32> {
    let score = |line: &TrainingLine| {
        let weights = &weights[usize::from(line.is_numbered)];
        line.indices
            .iter()
            .map(|index| weights[*index])
            .sum::<f64>() as f32
    };
    text.data
        .lines
        .iter()
        .map(|line| line.fixed_score.unwrap_or_else(|| score(line)))
        .collect()
}

/// Returns the loss of `weights` and writes its gradient.
fn loss(samples: &[Sample<'_>], weights: &[f64], gradient: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    for (slot, weight) in gradient.iter_mut().zip(weights) {
        *slot = PENALTY * weight;
        sum += PENALTY * weight * weight / 2.0;
    }
    for sample in samples {
        let score: f64 = sample.indices.iter().map(|index| weights[*index]).sum();
        let margin = if sample.is_heading { score } else { -score };
        sum += sample.weight
            * if margin > 0.0 {
                (-margin).exp().ln_1p()
            } else {
                margin.exp().ln_1p() - margin
            };
        let slope = 1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(sample.is_heading));
        for index in sample.indices {
            gradient[*index] += sample.weight * slope;
        }
    }
    sum
}

/// Fits a logistic regression by L-BFGS.
fn fit(samples: &[Sample<'_>], size: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let mut weights = vec![0.0; size];
    let mut gradient = vec![0.0; size];
    let mut value = loss(samples, &weights, &mut gradient);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..300 {
        let mut direction = gradient.clone();
        let mut factors = Vec::new();
        for (step, change, scale) in history.iter().rev() {
            let factor = scale * dot(step, &direction);
            direction
                .iter_mut()
                .zip(change)
                .for_each(|(d, y)| *d -= factor * y);
            factors.push(factor);
        }
        if let Some((step, change, _)) = history.last() {
            let scale = dot(step, change) / dot(change, change);
            for d in &mut direction {
                *d *= scale;
            }
        } else {
            let scale = 1.0 / dot(&gradient, &gradient).sqrt().max(1.0);
            for d in &mut direction {
                *d *= scale;
            }
        }
        for ((step, change, scale), factor) in history.iter().zip(factors.iter().rev()) {
            let other = scale * dot(change, &direction);
            direction
                .iter_mut()
                .zip(step)
                .for_each(|(d, s)| *d += (factor - other) * s);
        }
        let slope = dot(&gradient, &direction);
        let mut rate = 1.0;
        let mut next_gradient = vec![0.0; size];
        let (next, next_value) = loop {
            let next: Vec<f64> = weights
                .iter()
                .zip(&direction)
                .map(|(w, d)| w - rate * d)
                .collect();
            let next_value = loss(samples, &next, &mut next_gradient);
            if next_value <= value - 1e-4 * rate * slope || rate < 1e-6 {
                break (next, next_value);
            }
            rate /= 2.0;
        };
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = next_gradient
            .iter()
            .zip(&gradient)
            .map(|(a, b)| a - b)
            .collect();
        let curvature = dot(&step, &change);
        let gained = value - next_value;
        (weights, gradient, value) = (next, next_gradient, next_value);
        if gained < 1e-6 * value {
            break;
        }
        if curvature > 1e-12 {
            history.push((step, change, 1.0 / curvature));
            if history.len() > 10 {
                history.remove(0);
            }
        }
    }
    weights
}
