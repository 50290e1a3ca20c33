import { createCanvas } from '@napi-rs/canvas';
import * as echarts from 'echarts';
import sharp from 'sharp';
import type { Drawing } from './drawing';

/** So many colours are enough for soft edges, and make the file a third of its size. */
const COLOURS = 16;

/** A PNG of the drawing. Making the file, which takes longest, is done beside the app's own thread. */
export async function toPng({ width, height, elements }: Drawing): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const chart = echarts.init(canvas, null, {
    width,
    height,
    devicePixelRatio: 1,
  });
  try {
    chart.setOption({ animation: false, graphic: elements });
    chart.getZr().flush();
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const raw = { width, height, channels: 4 as const };
    return await sharp(Buffer.from(data), { raw })
      .png({ palette: true, colours: COLOURS, dither: 0, effort: 4, compressionLevel: 9 })
      .toBuffer();
  } finally {
    chart.dispose();
  }
}
