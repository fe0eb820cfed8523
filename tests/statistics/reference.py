"""Writes the reference values that `tests/statistics.rs` compares the crate with.

    python3 tests/statistics/reference.py [single] [tables] [differences] [unconditional] [ranks]

Without a name it writes every file, beside itself.
The values come from SciPy and statsmodels; where these leave something open, it is computed here by other
means than in the crate: mid-p by exact fractions, and the supremum of the unconditional tests on a dense grid.
A file holds one case of each symmetry class; the test unfolds it.
"""

import itertools
import math
import sys
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = Path(__file__).parent
VERSIONS = f"SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}"


def write(name, columns, rows, note):
    """Writes one file: a comment with command and versions, a heading, the rows."""
    lines = [f"# python3 tests/statistics/reference.py {name} ({VERSIONS}); {note}", ",".join(columns)]
    lines += [",".join(show(value) for value in row) for row in rows]
    (HERE / f"{name}.csv").write_text("\n".join(lines) + "\n")


def show(value):
    """A count as it is, a float with eleven significant digits, nothing where there is no value."""
    if isinstance(value, (int, np.integer)):
        return str(value)
    return "" if math.isnan(value) else f"{value:.11g}"


# One share.

def single():
    counts = [(count, of) for of in range(1, 61) for count in range(of // 2 + 1)]
    counts += [(81, 263), (15, 148), (500, 1000), (1, 10_000), (3, 100_000), (0, 4000), (733, 2150)]
    rows = []
    for count, of in counts:
        wilson = proportion_confint(count, of, method="wilson")
        exact = stats.binomtest(count, of).proportion_ci(method="exact")
        rows.append((count, of, *wilson, exact.low, exact.high))
    columns = ("count", "of", "wilson_low", "wilson_high", "clopper_pearson_low", "clopper_pearson_high")
    write("single", columns, rows, "Wilson by statsmodels, Clopper-Pearson by SciPy; counts up to half")


# Two shares.

def differences():
    shares = [(count, of) for of in range(1, 13) for count in range(of + 1)]
    pairs = list(itertools.combinations_with_replacement(shares, 2))
    pairs += [((14, 59), (4, 55)), ((56, 70), (48, 80)), ((5, 56), (0, 29)), ((1, 100), (99, 100)),
              ((250, 1000), (300, 900)), ((3, 5000), (11, 4900)), ((30, 30), (0, 45)), ((17, 40), (17, 40))]
    rows = [(*first, *second, *newcombe(first, second), *katz(first, second)) for first, second in pairs]
    columns = ("a", "m", "b", "n", "newcombe_low", "newcombe_high", "katz_low", "katz_high")
    write("differences", columns, rows, "confint_proportions_2indep of a/m and b/n; one of each pair")


def newcombe(first, second):
    return confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")


def katz(first, second):
    if first[0] == 0 or second[0] == 0:
        return math.nan, math.nan
    return confint_proportions_2indep(*first, *second, compare="ratio", method="log")


# Tables, conditional and asymptotic tests.

def images(a, b, c, d):
    """The eight tables that swapping rows, swapping columns and transposing make of one."""
    half = [(a, b, c, d), (c, d, a, b), (b, a, d, c), (d, c, b, a)]
    return half + [(a, c, b, d) for a, b, c, d in half]


def tables():
    grid = [table for table in itertools.product(range(13), repeat=4) if table == min(images(*table))]
    grid += [(14, 45, 4, 51), (74, 43, 31, 32), (200, 300, 250, 250), (1200, 800, 1100, 900), (0, 5000, 12, 4990),
             (1, 99, 8, 92), (30, 10, 10, 30), (7, 27, 1, 33), (40, 160, 38, 171), (3000, 4000, 3100, 3900)]
    rows = [(*table, *conditional(*table)) for table in grid]
    columns = ("a", "b", "c", "d", "pearson", "yates", "n_minus_1", "fisher", "mid_p")
    write("tables", columns, rows, "mid-p by exact fractions; one table of each symmetry class")


def conditional(a, b, c, d):
    if 0 in (a + b, c + d, a + c, b + d):
        return (math.nan,) * 5
    table, people = [[a, b], [c, d]], a + b + c + d
    pearson = stats.chi2_contingency(table, correction=False)
    yates = stats.chi2_contingency(table, correction=True)
    n_minus_1 = stats.chi2.sf(pearson.statistic * (people - 1) / people, 1)
    return pearson.pvalue, yates.pvalue, n_minus_1, stats.fisher_exact(table).pvalue, mid_p(a, b, c, d)


def mid_p(a, b, c, d):
    """Less probable tables, and half of the equally probable ones, in exact arithmetic."""
    events, first, second = a + c, a + b, c + d
    ways = [math.comb(first, x) * math.comb(second, events - x)
            for x in range(max(0, events - second), min(first, events) + 1)]
    observed = math.comb(first, a) * math.comb(second, c)
    twice = sum(2 * way if way < observed else way for way in ways if way <= observed)
    return float(Fraction(twice, 2 * sum(ways)))


# Tables, unconditional tests.

LARGER = [((14, 59), (4, 55)), ((31, 63), (74, 117)), ((7, 15), (12, 15)), ((7, 34), (1, 34)), ((0, 16), (15, 72)),
          ((9, 13), (4, 14)), ((3, 20), (9, 21)), ((0, 20), (5, 20)), ((10, 10), (0, 20)), ((1, 29), (6, 30)),
          ((2, 25), (9, 26)), ((11, 12), (5, 13)), ((5, 56), (0, 29)), ((9, 10), (3, 10)), ((6, 40), (16, 40)),
          ((20, 50), (30, 50)), ((25, 50), (25, 51)), ((1, 60), (2, 61)), ((40, 80), (56, 80)), ((0, 100), (4, 100)),
          ((12, 100), (3, 90)), ((60, 120), (45, 118)), ((2, 9), (7, 31)), ((8, 9), (14, 31)), ((1, 3), (20, 40)),
          ((0, 2), (40, 45)), ((3, 10), (3, 11)), ((4, 17), (11, 19)), ((17, 24), (10, 23)), ((5, 33), (13, 32)),
          ((8, 14), (3, 15)), ((12, 18), (6, 18)), ((2, 44), (10, 43)), ((22, 45), (11, 43)), ((28, 72), (15, 70)),
          ((90, 150), (70, 150)), ((5, 150), (15, 150)), ((100, 200), (80, 200)), ((1, 200), (9, 190)),
          ((30, 65), (18, 66)), ((13, 27), (20, 28)), ((16, 22), (7, 21)), ((10, 36), (21, 35)), ((0, 12), (4, 13)),
          ((7, 12), (1, 12)), ((11, 11), (7, 12)), ((9, 9), (9, 10)), ((0, 9), (1, 10)), ((5, 10), (5, 10)),
          ((2, 12), (5, 11)), ((33, 48), (22, 47)), ((41, 58), (29, 57)), ((6, 95), (17, 97)), ((19, 77), (34, 79))]


def unconditional():
    cases = [((a, m), (b, n)) for n in range(1, 13) for m in range(1, n + 1)
             for a in range(m + 1) for b in range(n + 1)
             if (a, b) <= (m - a, n - b) and (m < n or a <= b)]
    rows = []
    for first, second in cases + LARGER:
        rows.append((*first, *second, *boschloo(first, second), *barnard(first, second)))
    columns = ("a", "m", "b", "n", "boschloo", "boschloo_supremum", "barnard", "barnard_supremum",
               "barnard_left_out")
    write("unconditional", columns, rows, "boschloo_exact and barnard_exact of a/m and b/n, and suprema on a grid")


def columns_of(first, second):
    """The table as SciPy's unconditional tests want it: one column a group."""
    return [[first[0], second[0]], [first[1] - first[0], second[1] - second[0]]]


def boschloo(first, second):
    table = columns_of(first, second)
    (a, m), (b, n) = first, second
    x, y = np.meshgrid(np.arange(m + 1), np.arange(n + 1), indexing="ij")
    one_sided = []
    for group, statistic in ((first, (x, m)), (second, (y, n))):
        p = stats.hypergeom.cdf(statistic[0], m + n, x + y, statistic[1])
        one_sided.append(supremum(p <= p[a, b] * (1 + 1e-11), m, n))
    return stats.boschloo_exact(table).pvalue, min(1.0, 2 * min(one_sided))


def barnard(first, second):
    """SciPy's p-value, the supremum, and how many tables SciPy leaves out since equal floats come out unequal."""
    (a, m), (b, n) = first, second
    if a + b in (0, m + n):
        return 1.0, 1.0, 0
    x, y = np.meshgrid(np.arange(m + 1, dtype=object), np.arange(n + 1, dtype=object), indexing="ij")
    square, spread = (x * n - y * m) ** 2, (x + y) * (m + n - x - y)
    region = (square * spread[a, b] >= square[a, b] * spread).astype(bool)
    # Where nobody or everybody has the event the statistic is 0, not 0/0.
    region &= (square > 0) | (square[a, b] == 0)
    left_out = int(np.sum(region & ~region_in_floats(first, second)))
    return stats.barnard_exact(columns_of(first, second)).pvalue, supremum(region, m, n), left_out


def region_in_floats(first, second):
    """The tables that SciPy counts as at least as extreme: its formula, in its order of operations."""
    (a, m), (b, n) = first, second
    x, y = np.arange(m + 1).reshape(-1, 1), np.arange(n + 1).reshape(1, -1)
    pooled = (x + y) / (m + n)
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = (x / m - y / n) / np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
    statistic[x / m == y / n] = 0
    return np.abs(statistic) >= abs(statistic[a, b])


def supremum(region, m, n):
    """The largest probability of the region over the nuisance parameter: 4001 points, then the best nine refined."""
    x, y = np.nonzero(region)

    def probability(nuisance):
        return float(np.sum(stats.binom.pmf(np.arange(m + 1), m, nuisance)[x]
                            * stats.binom.pmf(np.arange(n + 1), n, nuisance)[y]))

    grid = np.sin(np.linspace(0, np.pi / 2, 4001)) ** 2
    first = stats.binom.pmf(np.arange(m + 1)[None, :], m, grid[:, None])
    second = stats.binom.pmf(np.arange(n + 1)[None, :], n, grid[:, None])
    values = np.einsum("gi,ij,gj->g", first, region.astype(float), second, optimize=True)
    peaks = [i for i in range(1, 4000) if values[i] >= values[i - 1] and values[i] >= values[i + 1]]
    best = max(values)
    for peak in sorted(peaks, key=lambda i: -values[i])[:9]:
        bounds = (grid[peak - 1], grid[peak + 1])
        found = optimize.minimize_scalar(lambda p: -probability(p), bounds=bounds, method="bounded",
                                         options={"xatol": 1e-12})
        best = max(best, -found.fun)
    return min(1.0, best)


# Ranks.

def ranks():
    rows = [("signed_rank", n, 0, least_signed_rank(n)) for n in range(1, 21)]
    rows += [("sign", n, 0, stats.binomtest(n, n).pvalue) for n in range(1, 41)]
    rows += [("rank_sum", m, n, stats.mannwhitneyu(range(m), range(m, m + n), method="exact").pvalue)
             for m in range(1, 16) for n in range(1, 16)]
    lines = [f"# python3 tests/statistics/reference.py ranks ({VERSIONS}); wilcoxon, binomtest, mannwhitneyu",
             "test,m,n,smallest_p"]
    lines += [f"{test},{m},{n},{show(p)}" for test, m, n, p in rows]
    (HERE / "ranks.csv").write_text("\n".join(lines) + "\n")


def least_signed_rank(n):
    """Over every pattern of signs up to ten pairs; above that of the pattern with one sign only."""
    patterns = itertools.product((-1, 1), repeat=n) if n <= 10 else [(1,) * n]
    return min(stats.wilcoxon(np.array(signs) * np.arange(1, n + 1), method="exact").pvalue for signs in patterns)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    makers = {maker.__name__: maker for maker in (single, tables, differences, unconditional, ranks)}
    for name in sys.argv[1:] or makers:
        makers[name]()
