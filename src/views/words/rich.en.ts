/** Words beside pictures, formulas and code. */
export const richWords = {
  wrongFormula: 'This formula cannot be drawn. It is shown as it is written.',
  picture: 'Picture',
  /** For a picture without a description. */
  pictureNamed: (src: string) => `Picture ${src}`,
  missingPicture: 'The picture is not here. Import its file together with the notes.',
  code: (language: string | undefined) => (language === undefined ? 'Code' : `Code, ${language}`),
  exportPictures: 'Pictures and folders',
  exportPicturesHelp:
    'The pictures of a notebook as one archive, named as the notes name them; of a folder with its files, as they were.',
  exportFile: (deck: string) => `${deck}-pictures.zip`,
  exportFailed: 'The pictures could not be read. Try again.',
  exportFailedHead: 'Not exported',
} as const;
