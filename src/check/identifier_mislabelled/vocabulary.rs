//! Concepts of the field with their numbers, as they were looked up in the registries.
//!
//! Only what was verified stands here; a scheme that is missing was not looked up. Short names that
//! stand for other things as well (AD, C7) tell that a number may be right, never that one is wrong.

use crate::model::Scheme::{self, Cl, Doid, Efo, Gard, Hgnc, Hp, Icd10, Mesh, Mondo, Omim, Orpha, Uniprot};

/// One concept.
pub struct Concept {
    /// Its names; the first is what complaints call it.
    pub names: &'static [&'static str],
    /// Names that other things have too.
    pub short: &'static [&'static str],
    /// Its numbers.
    pub numbers: &'static [(Scheme, &'static str)],
}

/// Every concept that was looked up.
pub const CONCEPTS: &[Concept] = &[
    Concept {
        names: &["atopic dermatitis", "atopic eczema", "neurodermatitis", "atopic neurodermatitis"],
        short: &["AD", "eczema"],
        numbers: &[
            (Mondo, "MONDO:0004980"),
            (Doid, "DOID:3310"),
            (Mesh, "D003876"),
            (Efo, "EFO:0000274"),
            (Icd10, "L20"),
        ],
    },
    Concept {
        names: &[
            "recessive dystrophic epidermolysis bullosa",
            "autosomal recessive dystrophic epidermolysis bullosa",
        ],
        short: &["RDEB", "epidermolysis bullosa dystrophica, autosomal recessive"],
        numbers: &[(Mondo, "MONDO:0009179")],
    },
    // These three are given for the severe form, and registries use them for wider classes too.
    Concept {
        names: &["epidermolysis bullosa dystrophica, autosomal recessive"],
        short: &[
            "RDEB",
            "recessive dystrophic epidermolysis bullosa",
            "autosomal recessive dystrophic epidermolysis bullosa",
            "severe recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, severe",
            "severe RDEB",
            "intermediate recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, intermediate",
            "dystrophic epidermolysis bullosa",
            "epidermolysis bullosa dystrophica",
            "DEB",
        ],
        numbers: &[(Omim, "226600"), (Gard, "6308"), (Icd10, "Q81.2")],
    },
    Concept {
        names: &[
            "severe recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, severe",
            "severe generalized recessive dystrophic epidermolysis bullosa",
            "severe generalised recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, Hallopeau-Siemens type",
            "Hallopeau-Siemens recessive dystrophic epidermolysis bullosa",
        ],
        short: &["severe RDEB", "RDEB-sev", "RDEB-sev gen", "RDEB, severe"],
        numbers: &[(Orpha, "ORPHA:79408")],
    },
    Concept {
        names: &[
            "intermediate recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, intermediate",
            "generalized other recessive dystrophic epidermolysis bullosa",
            "recessive dystrophic epidermolysis bullosa, generalized other",
        ],
        short: &["intermediate RDEB", "RDEB-I", "RDEB-O", "RDEB, intermediate"],
        numbers: &[(Orpha, "ORPHA:89842")],
    },
    Concept {
        names: &["allergic rhinitis", "hay fever", "hayfever"],
        short: &["AR", "pollinosis"],
        numbers: &[(Mondo, "MONDO:0011786")],
    },
    Concept {
        names: &["pruritus", "itch", "itching"],
        short: &["itchy skin"],
        numbers: &[(Hp, "HP:0000989")],
    },
    Concept {
        names: &["increased circulating IgE level", "increased circulating IgE", "increased IgE level"],
        short: &["IgE", "elevated IgE", "raised IgE", "hyper-IgE", "immunoglobulin E"],
        numbers: &[(Hp, "HP:0003212")],
    },
    Concept { names: &["dry skin", "xerosis", "xeroderma"], short: &[], numbers: &[(Hp, "HP:0000958")] },
    Concept {
        names: &["mesenchymal stem cell", "mesenchymal stromal cell", "mesenchymal stem/stromal cell"],
        short: &["MSC", "MSCs"],
        numbers: &[(Cl, "CL:0000134")],
    },
    Concept {
        names: &[
            "mesenchymal stem cell of the bone marrow",
            "mesenchymal stem cell of bone marrow",
            "bone marrow mesenchymal stem cell",
            "bone marrow-derived mesenchymal stem cell",
            "bone marrow-derived mesenchymal stromal cell",
            "bone marrow-derived MSC",
            "bone marrow MSC",
            "BM-MSC",
        ],
        short: &["BMSC", "bone marrow stromal cell"],
        numbers: &[(Cl, "CL:0002540")],
    },
    Concept {
        names: &[
            "mesenchymal stem cell of adipose tissue",
            "adipose mesenchymal stem cell",
            "adipose tissue-derived mesenchymal stem cell",
            "adipose-derived mesenchymal stem cell",
            "adipose-derived mesenchymal stromal cell",
            "adipose-derived MSC",
            "adipose tissue-derived MSC",
            "adipose MSC",
        ],
        short: &["ASC", "ADSC", "AD-MSC", "AtMSC", "adipose-derived stem cell", "fat-derived stem cell"],
        numbers: &[(Cl, "CL:0002570")],
    },
    Concept {
        names: &[
            "mesenchymal stem cell of Wharton's jelly",
            "Wharton's jelly mesenchymal stem cell",
            "Wharton's jelly-derived mesenchymal stem cell",
            "Wharton's jelly-derived MSC",
            "Wharton's jelly MSC",
        ],
        short: &["WJ-MSC"],
        numbers: &[(Cl, "CL:0002568")],
    },
    Concept {
        names: &[
            "T-helper 2 cell",
            "Th2 cell",
            "type 2 helper T cell",
            "T helper type 2 cell",
            "CD4+ Th2 cell",
        ],
        short: &["Th2", "T-helper 2"],
        numbers: &[(Cl, "CL:0000546")],
    },
    Concept {
        names: &["T-helper 17 cell", "Th17 cell", "type 17 helper T cell", "T helper type 17 cell"],
        short: &["Th17", "T-helper 17"],
        numbers: &[(Cl, "CL:0000899")],
    },
    Concept {
        names: &[
            "group 2 innate lymphoid cell",
            "type 2 innate lymphoid cell",
            "innate lymphoid cell type 2",
            "ILC2",
        ],
        short: &["ILC2s"],
        numbers: &[(Cl, "CL:0001069")],
    },
    Concept {
        names: &[
            "eosinophil",
            "eosinophil granulocyte",
            "eosinophilic granulocyte",
            "eosinophilic leukocyte",
        ],
        short: &["eosinophil count", "blood eosinophils"],
        numbers: &[(Cl, "CL:0000771")],
    },
    Concept {
        names: &["mast cell", "mastocyte"],
        short: &["mast cell infiltration"],
        numbers: &[(Cl, "CL:0000097")],
    },
    Concept { names: &["keratinocyte"], short: &[], numbers: &[(Cl, "CL:0000312")] },
    Concept {
        names: &[
            "CCL17",
            "TARC",
            "SCYA17",
            "C-C motif chemokine 17",
            "thymus and activation-regulated chemokine",
        ],
        short: &["C-C motif chemokine ligand 17", "A-152E5.3", "ABCD-2"],
        numbers: &[(Uniprot, "Q92583")],
    },
    Concept { names: &["IL-13", "interleukin-13"], short: &[], numbers: &[(Hgnc, "HGNC:5973")] },
    Concept { names: &["IL-4", "interleukin-4"], short: &["BSF-1", "BSF1"], numbers: &[(Hgnc, "HGNC:6014")] },
    Concept { names: &["IL-31", "interleukin-31"], short: &[], numbers: &[(Hgnc, "HGNC:19372")] },
    Concept {
        names: &["IL-22", "interleukin-22"],
        short: &["IL-TIF", "ILTIF"],
        numbers: &[(Hgnc, "HGNC:14900")],
    },
    // IL-17 without a letter is the family.
    Concept {
        names: &["IL-17A", "interleukin-17A"],
        short: &["CTLA-8", "CTLA8"],
        numbers: &[(Hgnc, "HGNC:5981")],
    },
    Concept {
        names: &[
            "type VII collagen",
            "collagen VII",
            "collagen type VII",
            "COL7A1",
            "collagen alpha-1(VII) chain",
        ],
        short: &["C7", "Col7", "long-chain collagen"],
        numbers: &[(Uniprot, "Q02388")],
    },
    Concept {
        names: &["TAC1", "tachykinin precursor 1", "protachykinin-1", "substance P"],
        short: &["SP", "NKA", "neurokinin A"],
        numbers: &[(Hgnc, "HGNC:11517")],
    },
    Concept {
        names: &["eosinophil cationic protein", "RNASE3", "ribonuclease 3", "ribonuclease A family member 3"],
        short: &["ECP"],
        numbers: &[(Hgnc, "HGNC:10046")],
    },
    Concept {
        names: &["periostin", "POSTN", "osteoblast-specific factor 2"],
        short: &["OSF-2"],
        numbers: &[(Hgnc, "HGNC:16953"), (Uniprot, "Q15063")],
    },
    Concept { names: &["filaggrin", "profilaggrin"], short: &["FLG"], numbers: &[(Hgnc, "HGNC:3748")] },
];
