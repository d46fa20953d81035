// Sentences and numbers in the language that is read.

export class Words {
  constructor(said, lang) {
    this.said = said;
    this.set(lang);
  }

  set(lang) {
    this.lang = lang in this.said ? lang : Object.keys(this.said)[0];
    this.locale = this.lang === "fr" ? "fr-FR" : "en-GB";
    this.whole = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 2 });
    this.collator = new Intl.Collator(this.lang, { sensitivity: "base", numeric: true });
  }

  /** What is said, and what of it, parted as the language parts them. */
  pair(said, value) {
    return `${said}${this.lang === "fr" ? "\u00a0: " : ": "}${value}`;
  }

  number(value) {
    return this.whole.format(value);
  }

  money(value, currency) {
    if (!currency) return this.number(value);
    const digits = Number.isInteger(value) || Math.abs(value) >= 10000 ? 0 : 2;
    try {
      const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(this.locale, style).format(value);
    } catch {
      return `${this.number(value)} ${currency}`;
    }
  }

  /** The sentence of a key; {n} is put in, {n:row|rows} with the word for one or for several. */
  t(key, values = {}) {
    const sentence = this.said[this.lang][key];
    if (sentence === undefined) return key;
    return sentence.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, several) => {
      const value = values[name];
      const text = typeof value === "number" ? this.number(value) : String(value ?? "");
      if (one === undefined) return text;
      return `${text} ${value === 1 || (value === 0 && this.lang === "fr") ? one : several}`;
    });
  }

  /** What has a text in each language, in this one. */
  of(both) {
    return both ? both[this.lang] || both.en || "" : "";
  }
}
