/** The part of pdfkit that `tagged-pdf.server.ts` uses; the package brings no types. Lengths are points (1/72 inch), y grows downwards. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  /** An element of the structure tree; a child function draws what it marks. */
  export interface Structure {
    add(child: Structure | (() => void)): Structure;
    end(): void;
  }
  interface TextOptions {
    width?: number;
    height?: number;
    align?: 'left' | 'right';
    lineGap?: number;
    lineBreak?: boolean;
  }
  export default class PDFDocument extends Readable {
    constructor(options: Record<string, unknown>);
    y: number;
    page: { width: number; height: number; margins: { top: number; right: number; bottom: number; left: number } };
    registerFont(name: string, path: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    widthOfString(text: string): number;
    heightOfString(text: string, options?: TextOptions): number;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    fill(color: string): this;
    stroke(color: string): this;
    fillAndStroke(fill: string, stroke: string): this;
    addPage(): this;
    bufferedPageRange(): { start: number; count: number };
    switchToPage(page: number): this;
    struct(type: string, options?: { alt?: string; scope?: 'Row' | 'Column'; bbox?: readonly number[] }, children?: () => void): Structure;
    addStructure(structure: Structure): this;
    markContent(tag: 'Artifact', options?: { type: 'Layout' | 'Pagination' }): this;
    endMarkedContent(): this;
    end(): void;
  }
}
